package city.huitong.subject.store;

import city.huitong.catalog.FactDefinition;
import city.huitong.catalog.FactType;
import city.huitong.expression.Value;
import io.vertx.mutiny.sqlclient.Row;
import java.util.Optional;

/** Reads facts from columns. */
final class FactRows {

    private FactRows() {}

    /** The value in the column; empty where the fact is missing. */
    static Optional<Value> value(FactDefinition fact, Row row, int position) {
        return row.getValue(position) == null ? Optional.empty() : Optional.of(value(fact.type(), row, position));
    }

    private static Value value(FactType type, Row row, int position) {
        return switch (type) {
            case BOOL -> new Value.Bool(row.getBoolean(position));
            case INT -> new Value.Int(row.getLong(position));
            case MONEY -> new Value.Money(row.getLong(position));
            case NUMBER -> new Value.Num(row.getDouble(position));
            case TEXT -> new Value.Text(row.getString(position));
            case DATE -> new Value.Day(row.getLocalDate(position));
            case HOUSEHOLD, ENTERPRISE -> new Value.Text(row.getUUID(position).toString());
        };
    }
}
