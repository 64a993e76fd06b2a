package city.huitong.ingest.store;

import city.huitong.catalog.Dataset;
import city.huitong.catalog.Field;
import city.huitong.catalog.OpeningLevel;
import city.huitong.catalog.SubjectId;
import city.huitong.ingest.DatasetVersions;
import city.huitong.ingest.RecordRow;
import city.huitong.ingest.RecordStore;
import city.huitong.platform.data.SqlTx;
import city.huitong.platform.runtime.CityClock;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Writes records by statements over arrays: one round trip for a thousand rows. */
@ApplicationScoped
class SqlRecordStore implements RecordStore {

    /** The lock lasts until the transaction ends and queues writers of the same dataset, not of others. */
    private static final String LOCK = "select pg_advisory_xact_lock(hashtextextended('records:' || $1, 0))";

    private static final String HEAD = "select recorded_at from dataset_head where dataset = $1";

    private static final String PUBLISH = """
            with head as (
              insert into dataset_head as h (dataset, version, recorded_at, rows) values ($1, 1, $2, $3)
              on conflict (dataset) do update
              set version = h.version + 1, recorded_at = excluded.recorded_at, rows = h.rows + excluded.rows
              returning dataset, version, recorded_at, rows),
            kept as (
              insert into dataset_version (dataset, version, recorded_at, rows, changed)
              select dataset, version, recorded_at, rows, $4 from head returning dataset)
            select pg_notify('%s', dataset) from kept""".formatted(DatasetVersions.CHANNEL);

    private static final Uni<Optional<Instant>> NEVER = Uni.createFrom().item(Optional.empty());

    private final CityClock clock;
    /** Statements by dataset; an entry is replaced when the schema has a new version or the dataset is opened. */
    private final ConcurrentHashMap<String, Versioned> statements = new ConcurrentHashMap<>();

    private record Versioned(List<Field> fields, boolean versioned, RecordSql sql) {

        boolean fits(Dataset dataset) {
            return fields.equals(dataset.fields()) && versioned == isVersioned(dataset);
        }
    }

    SqlRecordStore(CityClock clock) {
        this.clock = clock;
    }

    @Override
    public Uni<Instant> lock(SqlTx tx, Dataset dataset) {
        return tx.connection()
                .preparedQuery(LOCK)
                .execute(Tuple.of(dataset.id().value()))
                .chain(() -> isVersioned(dataset) ? lastVersion(tx, dataset) : NEVER)
                .map(last -> later(clock.now(), last));
    }

    @Override
    public Uni<Changes> store(SqlTx tx, Dataset dataset, UUID batch, Instant at, List<RecordRow> rows) {
        var sql = statements(dataset);
        var kept = rows.stream().filter(Predicate.not(RecordRow::withdrawn)).toList();
        var withdrawn = rows.stream().filter(RecordRow::withdrawn).toList();
        return execute(tx, sql.upsert(), parameters(dataset.fields(), dataset, kept), batch, at)
                .chain(first -> execute(
                                tx, sql.withdraw(), parameters(keyFields(dataset), dataset, withdrawn), batch, at)
                        .map(second -> plus(first, second)));
    }

    @Override
    public Uni<Void> publish(SqlTx tx, Dataset dataset, Instant at, Changes changes) {
        if (changes.records() == 0 || !isVersioned(dataset)) {
            return Uni.createFrom().voidItem();
        }
        return tx.connection()
                .preparedQuery(PUBLISH)
                .execute(Tuple.of(
                        dataset.id().value(), at.atOffset(ZoneOffset.UTC), changes.gained(), changes.records()))
                .replaceWithVoid();
    }

    private static boolean isVersioned(Dataset dataset) {
        return dataset.opening() != OpeningLevel.NONE;
    }

    /** A statement of its own: that of the lock began before the lock was there, and sees what was then. */
    private static Uni<Optional<Instant>> lastVersion(SqlTx tx, Dataset dataset) {
        return tx.connection()
                .preparedQuery(HEAD)
                .execute(Tuple.of(dataset.id().value()))
                .map(rows -> rows.rowCount() == 0
                        ? Optional.empty()
                        : Optional.of(
                                rows.iterator().next().getOffsetDateTime(0).toInstant()));
    }

    /** Another process' clock may be ahead of this one's. */
    private static Instant later(Instant now, Optional<Instant> last) {
        return last.map(before -> before.plus(1, ChronoUnit.MICROS))
                .filter(now::isBefore)
                .orElse(now);
    }

    /** @param parameters empty where there are no rows */
    private static Uni<Changes> execute(SqlTx tx, String sql, Optional<Tuple> parameters, UUID batch, Instant at) {
        return parameters
                .map(arrays -> tx.connection()
                        .preparedQuery(sql)
                        .execute(arrays.addValue(batch).addValue(at.atOffset(ZoneOffset.UTC)))
                        .map(SqlRecordStore::changes))
                .orElseGet(() -> Uni.createFrom().item(new Changes(0, 0, Set.of())));
    }

    private static Optional<Tuple> parameters(List<Field> columns, Dataset dataset, List<RecordRow> rows) {
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        var parameters = Tuple.tuple();
        for (var column : columns) {
            parameters.addValue(ColumnArrays.of(column.type(), dataset.fields().indexOf(column), rows));
        }
        return Optional.of(parameters);
    }

    private RecordSql statements(Dataset dataset) {
        return statements.compute(
                        dataset.id().value(),
                        (_, known) -> known != null && known.fits(dataset)
                                ? known
                                : new Versioned(dataset.fields(), isVersioned(dataset), RecordSql.of(dataset)))
                .sql;
    }

    private static List<Field> keyFields(Dataset dataset) {
        return dataset.key().stream()
                .map(name -> dataset.field(name).orElseThrow())
                .toList();
    }

    private static Changes changes(RowSet<Row> rows) {
        var subjects = new HashSet<SubjectId>();
        var gained = 0L;
        for (var row : rows) {
            add(subjects, row.getUUID("subject"));
            add(subjects, row.getUUID("before"));
            gained += row.getInteger("gained");
        }
        return new Changes(rows.size(), gained, subjects);
    }

    private static void add(Set<SubjectId> subjects, UUID subject) {
        if (subject != null) {
            subjects.add(new SubjectId(subject));
        }
    }

    private static Changes plus(Changes first, Changes second) {
        var subjects = new HashSet<>(first.subjects());
        subjects.addAll(second.subjects());
        return new Changes(first.records() + second.records(), first.gained() + second.gained(), subjects);
    }
}
