package city.huitong.entitlement.store;

import city.huitong.catalog.SubjectId;
import city.huitong.entitlement.Correction;
import city.huitong.entitlement.Recomputation;
import city.huitong.entitlement.RecomputationRepository;
import city.huitong.platform.data.SqlTx;
import city.huitong.policy.PolicyId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Recomputations as rows. One whose worker has not been heard of for ten seconds is free to be taken over. */
@ApplicationScoped
class SqlRecomputationRepository implements RecomputationRepository {

    private static final String START = """
            insert into recomputation (id, policy_id, publication, since) values ($1, $2, $3, $4) on conflict do nothing""";

    private static final String CLAIM = """
            update recomputation set heartbeat = now() where id = (
              select id from recomputation
              where ended_at is null and (heartbeat is null or heartbeat < now() - interval '10 seconds')
              order by started_at limit 1 for update skip locked)
            returning *""";

    private static final String ADVANCE = """
            update recomputation set position = $2, subjects = subjects + $3, corrections = corrections + $4,
              topped_up_fen = topped_up_fen + $5, clawed_back_fen = clawed_back_fen + $6, heartbeat = now()
            where id = $1 and ended_at is null and (position is null or position < $2)""";

    private static final String END = "update recomputation set ended_at = now() where id = $1 and ended_at is null";

    private static final String LATEST =
            "select * from recomputation where policy_id = $1 order by started_at desc, id limit $2";

    private final Pool pool;

    SqlRecomputationRepository(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Void> start(UUID id, PolicyId policy, int publication, LocalDate since) {
        return pool.preparedQuery(START)
                .execute(Tuple.of(id, policy.value(), publication, since))
                .replaceWithVoid();
    }

    @Override
    public Uni<Optional<Recomputation>> claim() {
        return pool.preparedQuery(CLAIM)
                .execute()
                .map(rows -> rows.stream().findFirst().map(SqlRecomputationRepository::recomputation));
    }

    @Override
    public Uni<Boolean> advance(SqlTx tx, UUID id, SubjectId last, int subjects, List<Correction> corrections) {
        var all = corrections.stream()
                .mapToLong(each -> each.payment().amountFen())
                .sum();
        var more = corrections.stream()
                .mapToLong(each -> Math.max(0, each.payment().amountFen()))
                .sum();
        return tx.connection()
                .preparedQuery(ADVANCE)
                .execute(Tuple.of(id, last.value(), subjects, corrections.size(), more, more - all))
                .map(rows -> rows.rowCount() == 1);
    }

    @Override
    public Uni<Void> end(UUID id) {
        return pool.preparedQuery(END).execute(Tuple.of(id)).replaceWithVoid();
    }

    @Override
    public Uni<List<Recomputation>> latest(PolicyId policy, int limit) {
        return pool.preparedQuery(LATEST)
                .execute(Tuple.of(policy.value(), limit))
                .map(rows -> rows.stream()
                        .map(SqlRecomputationRepository::recomputation)
                        .toList());
    }

    private static Recomputation recomputation(Row row) {
        return new Recomputation(
                row.getUUID("id"),
                new PolicyId(row.getString("policy_id")),
                row.getInteger("publication"),
                row.getLocalDate("since"),
                row.getLong("subjects"),
                row.getLong("corrections"),
                row.getLong("topped_up_fen"),
                row.getLong("clawed_back_fen"),
                Optional.ofNullable(row.getUUID("position")).map(SubjectId::new),
                row.getOffsetDateTime("started_at").toInstant(),
                Optional.ofNullable(row.getOffsetDateTime("ended_at")).map(OffsetDateTime::toInstant));
    }
}
