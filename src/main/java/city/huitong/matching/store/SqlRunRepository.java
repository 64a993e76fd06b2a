package city.huitong.matching.store;

import static city.huitong.matching.MatchingProblem.RUN_NOT_FOUND;

import city.huitong.catalog.ShardRange;
import city.huitong.catalog.SubjectId;
import city.huitong.matching.Run;
import city.huitong.matching.RunRepository;
import city.huitong.matching.RunSlice;
import city.huitong.platform.data.SqlTx;
import city.huitong.policy.PolicyId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.ToIntFunction;

/**
 * Runs as rows, and what is left of open ones as rows of slices. A slice whose worker has not been heard of for ten seconds is free to be
 * taken over.
 */
@ApplicationScoped
class SqlRunRepository implements RunRepository {

    private static final String START = """
            with started as (
              insert into matching_run (id, policy_id, publication, as_of, total) values ($1, $2, $3, $4, $5)
              on conflict (id) do nothing returning id, started_at)
            insert into matching_run_slice (run_id, slice, first_shard, last_shard, started_at)
            select id, slice, first_shard, last_shard, started_at
            from started, unnest($6::smallint[], $7::smallint[], $8::smallint[]) as slices (slice, first_shard, last_shard)""";

    private static final String FIND = """
            select id, policy_id, state, as_of, total, started_at, ended_at, r.matched + coalesce(s.matched, 0) as matched,
              r.eligible + coalesce(s.eligible, 0) as eligible, r.undetermined + coalesce(s.undetermined, 0) as undetermined
            from matching_run r, lateral (
              select sum(matched)::bigint as matched, sum(eligible)::bigint as eligible, sum(undetermined)::bigint as undetermined
              from matching_run_slice where run_id = r.id) s
            where id = $1""";

    private static final String CLAIM = """
            update matching_run_slice s set heartbeat = now() from matching_run r
            where r.id = s.run_id and (s.run_id, s.slice) = (
              select run_id, slice from matching_run_slice
              where heartbeat is null or heartbeat < now() - interval '10 seconds'
              order by started_at, run_id, slice limit 1 for update skip locked)
            returning s.*, r.policy_id, r.publication, r.as_of""";

    /** Only from where the worker has seen it: another one may have taken it over and gone on. */
    private static final String ADVANCE = """
            update matching_run_slice set position = $4, matched = matched + $5, eligible = eligible + $6,
              undetermined = undetermined + $7, heartbeat = now()
            where run_id = $1 and slice = $2 and position is not distinct from $3""";

    /** Before its slices, like a cancellation. And whoever waited sees what was folded meanwhile, so the last one completes the run. */
    private static final String LOCK = "select from matching_run where id = $1 for update";

    private static final String FOLD = """
            with gone as (
              delete from matching_run_slice where run_id = $1 and ($2::smallint is null or slice = $2)
              returning matched, eligible, undetermined),
            done as (
              select sum(matched)::bigint as matched, sum(eligible)::bigint as eligible, sum(undetermined)::bigint as undetermined
              from gone having count(*) > 0)
            update matching_run r set matched = r.matched + done.matched, eligible = r.eligible + done.eligible,
              undetermined = r.undetermined + done.undetermined
            from done where r.id = $1""";

    private static final String COMPLETE = """
            update matching_run set state = 'COMPLETED', ended_at = now()
            where id = $1 and state = 'RUNNING' and not exists (select from matching_run_slice where run_id = $1)""";

    private static final String CANCEL = """
            update matching_run set state = 'CANCELLED', ended_at = now() where id = $1 and state = 'RUNNING'""";

    private final Pool pool;

    SqlRunRepository(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Run> start(UUID id, PolicyId policy, int publication, LocalDate asOf, long total) {
        var slices = RunSlice.divide(total);
        var parameters = Tuple.of(id, policy.value(), publication, asOf, total)
                .addArrayOfShort(shorts(slices, slices::indexOf))
                .addArrayOfShort(shorts(slices, ShardRange::first))
                .addArrayOfShort(shorts(slices, ShardRange::last));
        return pool.preparedQuery(START).execute(parameters).chain(() -> find(id));
    }

    private static Short[] shorts(List<ShardRange> slices, ToIntFunction<ShardRange> number) {
        return slices.stream().map(slice -> (short) number.applyAsInt(slice)).toArray(Short[]::new);
    }

    @Override
    public Uni<Run> find(UUID id) {
        return pool.preparedQuery(FIND).execute(Tuple.of(id)).map(SqlRunRepository::only);
    }

    @Override
    public Uni<Optional<RunSlice>> claim() {
        return pool.preparedQuery(CLAIM)
                .execute()
                .map(rows -> rows.stream().findFirst().map(SqlRunRepository::slice));
    }

    @Override
    public Uni<Boolean> advance(SqlTx tx, RunSlice slice, SubjectId position, Progress done) {
        var before = slice.position().map(SubjectId::value).orElse(null);
        var parameters = Tuple.of(slice.run(), (short) slice.number(), before, position.value())
                .addLong(done.matched())
                .addLong(done.eligible())
                .addLong(done.undetermined());
        return tx.connection().preparedQuery(ADVANCE).execute(parameters).map(rows -> rows.rowCount() == 1);
    }

    @Override
    public Uni<Void> finish(SqlTx tx, RunSlice slice) {
        return tx.connection()
                .preparedQuery(LOCK)
                .execute(Tuple.of(slice.run()))
                .chain(() -> tx.connection().preparedQuery(FOLD).execute(Tuple.of(slice.run(), (short) slice.number())))
                .chain(() -> tx.connection().preparedQuery(COMPLETE).execute(Tuple.of(slice.run())))
                .replaceWithVoid();
    }

    @Override
    public Uni<Boolean> isOpen(PolicyId policy) {
        return pool.preparedQuery(
                        "select exists (select from matching_run where policy_id = $1 and state = 'RUNNING') as open")
                .execute(Tuple.of(policy.value()))
                .map(rows -> rows.iterator().next().getBoolean("open"));
    }

    @Override
    public Uni<Void> cancel(SqlTx tx, UUID id) {
        return tx.connection()
                .preparedQuery(CANCEL)
                .execute(Tuple.of(id))
                .chain(() -> tx.connection().preparedQuery(FOLD).execute(Tuple.of(id, null)))
                .replaceWithVoid();
    }

    private static Run only(RowSet<Row> rows) {
        return rows.stream()
                .findFirst()
                .map(SqlRunRepository::run)
                .orElseThrow(() -> RUN_NOT_FOUND.because("the hub has given out no such id"));
    }

    private static Run run(Row row) {
        return new Run(
                row.getUUID("id"),
                new PolicyId(row.getString("policy_id")),
                Run.State.valueOf(row.getString("state")),
                row.getLocalDate("as_of"),
                row.getLong("total"),
                row.getLong("matched"),
                row.getLong("eligible"),
                row.getLong("undetermined"),
                row.getOffsetDateTime("started_at").toInstant(),
                Optional.ofNullable(row.getOffsetDateTime("ended_at")).map(OffsetDateTime::toInstant));
    }

    private static RunSlice slice(Row row) {
        return new RunSlice(
                row.getUUID("run_id"),
                new PolicyId(row.getString("policy_id")),
                row.getInteger("publication"),
                row.getLocalDate("as_of"),
                row.getShort("slice"),
                new ShardRange(row.getShort("first_shard"), row.getShort("last_shard")),
                Optional.ofNullable(row.getUUID("position")).map(SubjectId::new));
    }
}
