package city.huitong.ingest.store;

import city.huitong.catalog.FieldType;
import city.huitong.ingest.RecordRow;
import io.vertx.sqlclient.data.Numeric;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/** Turns rows into one typed array per column, the form in which a thousand rows are one statement. */
final class ColumnArrays {

    private ColumnArrays() {}

    /** The values of one column of all rows. */
    static Object[] of(FieldType type, int position, List<RecordRow> rows) {
        var column = empty(type, rows.size());
        for (var i = 0; i < column.length; i++) {
            column[i] = rows.get(i).values()[position];
        }
        return column;
    }

    private static Object[] empty(FieldType type, int size) {
        return switch (type) {
            case TEXT, JSON -> new String[size];
            case INTEGER, MONEY -> new Long[size];
            case NUMBER -> new Numeric[size];
            case BOOLEAN -> new Boolean[size];
            case DATE -> new LocalDate[size];
            case TIMESTAMP -> new OffsetDateTime[size];
            case CITIZEN_NUMBER, CREDIT_CODE, HOUSEHOLD_NUMBER -> new UUID[size];
        };
    }
}
