package city.huitong.matching.store;

import static city.huitong.matching.MatchingProblem.RUN_NOT_FOUND;

import city.huitong.catalog.SubjectId;
import city.huitong.matching.Run;
import city.huitong.matching.RunRepository;
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
import java.util.Optional;
import java.util.UUID;

/** Runs as rows. A run whose worker has not been heard of for ten seconds is free to be taken over. */
@ApplicationScoped
class SqlRunRepository implements RunRepository {

    private static final String START = """
            insert into matching_run as r (id, policy_id, as_of, total) values ($1, $2, $3, $4)
            on conflict (id) do update set id = r.id returning *""";

    private static final String CLAIM = """
            update matching_run set heartbeat = now() where id = (
              select id from matching_run
              where state = 'RUNNING' and (heartbeat is null or heartbeat < now() - interval '10 seconds')
              order by started_at limit 1 for update skip locked)
            returning *""";

    private static final String ADVANCE = """
            update matching_run set position = $2, matched = matched + $3, eligible = eligible + $4,
              undetermined = undetermined + $5, heartbeat = now()
            where id = $1 and state = 'RUNNING' and (position is null or position < $2)""";

    private static final String END = """
            update matching_run as r set state = case when state = 'RUNNING' then $2 else state end,
              ended_at = coalesce(ended_at, now())
            where id = $1 returning *""";

    private final Pool pool;

    SqlRunRepository(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Run> start(UUID id, PolicyId policy, LocalDate asOf, long total) {
        return pool.preparedQuery(START)
                .execute(Tuple.of(id, policy.value(), asOf, total))
                .map(SqlRunRepository::only);
    }

    @Override
    public Uni<Run> find(UUID id) {
        return pool.preparedQuery("select * from matching_run where id = $1")
                .execute(Tuple.of(id))
                .map(SqlRunRepository::only);
    }

    @Override
    public Uni<Optional<Run>> claim() {
        return pool.preparedQuery(CLAIM)
                .execute()
                .map(rows -> rows.stream().findFirst().map(SqlRunRepository::run));
    }

    @Override
    public Uni<Boolean> advance(SqlTx tx, UUID id, SubjectId position, long matched, long eligible, long undetermined) {
        return tx.connection()
                .preparedQuery(ADVANCE)
                .execute(Tuple.of(id, position.value(), matched, eligible, undetermined))
                .map(rows -> rows.rowCount() == 1);
    }

    @Override
    public Uni<Boolean> isOpen(PolicyId policy) {
        return pool.preparedQuery(
                        "select exists (select from matching_run where policy_id = $1 and state = 'RUNNING') as open")
                .execute(Tuple.of(policy.value()))
                .map(rows -> rows.iterator().next().getBoolean("open"));
    }

    @Override
    public Uni<Run> end(UUID id, Run.State state) {
        return pool.preparedQuery(END).execute(Tuple.of(id, state.name())).map(SqlRunRepository::only);
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
                Optional.ofNullable(row.getUUID("position")).map(SubjectId::new),
                row.getOffsetDateTime("started_at").toInstant(),
                Optional.ofNullable(row.getOffsetDateTime("ended_at")).map(OffsetDateTime::toInstant));
    }
}
