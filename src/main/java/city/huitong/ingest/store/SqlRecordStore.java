package city.huitong.ingest.store;

import city.huitong.catalog.Dataset;
import city.huitong.catalog.Field;
import city.huitong.catalog.SubjectId;
import city.huitong.ingest.RecordRow;
import city.huitong.ingest.RecordStore;
import city.huitong.platform.data.SqlTx;
import city.huitong.platform.runtime.CityClock;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Writes records by statements over arrays: one round trip for a thousand rows. */
@ApplicationScoped
class SqlRecordStore implements RecordStore {

    /** The lock lasts until the transaction ends and queues writers of the same dataset, not of others. */
    private static final String LOCK = "select pg_advisory_xact_lock(hashtextextended('records:' || $1, 0))";

    private final CityClock clock;
    /** Statements by dataset; an entry is replaced when the schema has a new version. */
    private final ConcurrentHashMap<String, Versioned> statements = new ConcurrentHashMap<>();

    private record Versioned(List<Field> fields, RecordSql sql) {}

    SqlRecordStore(CityClock clock) {
        this.clock = clock;
    }

    @Override
    public Uni<Void> lock(SqlTx tx, Dataset dataset) {
        return tx.connection()
                .preparedQuery(LOCK)
                .execute(Tuple.of(dataset.id().value()))
                .replaceWithVoid();
    }

    @Override
    public Uni<Changes> store(SqlTx tx, Dataset dataset, UUID batch, List<RecordRow> rows) {
        var sql = statements(dataset);
        var kept = rows.stream().filter(Predicate.not(RecordRow::withdrawn)).toList();
        var withdrawn = rows.stream().filter(RecordRow::withdrawn).toList();
        return execute(tx, sql.upsert(), dataset.fields(), dataset, batch, kept)
                .chain(first -> execute(tx, sql.withdraw(), keyFields(dataset), dataset, batch, withdrawn)
                        .map(second -> plus(first, second)));
    }

    private Uni<Changes> execute(
            SqlTx tx, String sql, List<Field> columns, Dataset dataset, UUID batch, List<RecordRow> rows) {
        if (rows.isEmpty()) {
            return Uni.createFrom().item(new Changes(0, Set.of()));
        }
        return tx.connection()
                .preparedQuery(sql)
                .execute(parameters(columns, dataset, batch, rows))
                .map(SqlRecordStore::changes);
    }

    private Tuple parameters(List<Field> columns, Dataset dataset, UUID batch, List<RecordRow> rows) {
        var parameters = Tuple.tuple();
        for (var column : columns) {
            parameters.addValue(ColumnArrays.of(column.type(), dataset.fields().indexOf(column), rows));
        }
        return parameters.addValue(batch).addValue(clock.now().atOffset(ZoneOffset.UTC));
    }

    private RecordSql statements(Dataset dataset) {
        return statements.compute(
                        dataset.id().value(),
                        (_, known) -> known != null && known.fields.equals(dataset.fields())
                                ? known
                                : new Versioned(dataset.fields(), RecordSql.of(dataset)))
                .sql;
    }

    private static List<Field> keyFields(Dataset dataset) {
        return dataset.key().stream()
                .map(name -> dataset.field(name).orElseThrow())
                .toList();
    }

    private static Changes changes(RowSet<Row> rows) {
        var subjects = new HashSet<SubjectId>();
        for (var row : rows) {
            add(subjects, row.getUUID("subject"));
            add(subjects, row.getUUID("before"));
        }
        return new Changes(rows.size(), subjects);
    }

    private static void add(Set<SubjectId> subjects, UUID subject) {
        if (subject != null) {
            subjects.add(new SubjectId(subject));
        }
    }

    private static Changes plus(Changes first, Changes second) {
        var subjects = new HashSet<>(first.subjects());
        subjects.addAll(second.subjects());
        return new Changes(first.records() + second.records(), subjects);
    }
}
