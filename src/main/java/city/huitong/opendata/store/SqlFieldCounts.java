package city.huitong.opendata.store;

import static city.huitong.platform.problem.PlatformProblem.QUERY_TOO_COSTLY;
import static java.util.stream.Collectors.joining;

import city.huitong.catalog.Dataset;
import city.huitong.catalog.Field;
import city.huitong.catalog.RecordTable;
import city.huitong.opendata.FieldCounts;
import city.huitong.platform.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/** Counts in one statement, which has a deadline. */
@ApplicationScoped
class SqlFieldCounts implements FieldCounts {

    private final PublicPool pool;

    SqlFieldCounts(PublicPool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Optional<Filled>> count(Dataset dataset, List<Field> fields) {
        var table = new RecordTable(dataset);
        var counts = fields.stream()
                .map(field -> ", count(" + table.column(field).name() + ")")
                .collect(joining());
        var statement =
                "select count(*)%s from %s where not %s".formatted(counts, table.table(), RecordTable.WITHDRAWN);
        return pool.execute(new QueryStatement(statement, List.of()))
                .map(rows -> Optional.of(filled(rows.iterator().next(), fields)))
                .onFailure(SqlFieldCounts::tookTooLong)
                .recoverWithItem(Optional.empty());
    }

    private static Filled filled(Row row, List<Field> fields) {
        var filled = new HashMap<String, Long>();
        for (var i = 0; i < fields.size(); i++) {
            filled.put(fields.get(i).name(), row.getLong(i + 1));
        }
        return new Filled(row.getLong(0), filled);
    }

    private static boolean tookTooLong(Throwable failure) {
        return failure instanceof Problem refusal && refusal.type() == QUERY_TOO_COSTLY;
    }
}
