package city.huitong.entitlement.store;

import city.huitong.catalog.SubjectId;
import city.huitong.entitlement.BudgetRepository;
import city.huitong.entitlement.Cause;
import city.huitong.entitlement.Commitment;
import city.huitong.entitlement.Entitlement;
import city.huitong.entitlement.Purse;
import city.huitong.platform.data.SqlTx;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Budgets as rows: one a purse, which is the lock, and one a promise. */
@ApplicationScoped
class SqlBudgetRepository implements BudgetRepository {

    private static final String OPEN =
            "insert into policy_budget (policy_id, stretch) values ($1, $2) on conflict do nothing";

    private static final String LOCK =
            "select committed_fen from policy_budget where policy_id = $1 and stretch = $2 for update";

    private static final String UNPAID = """
            select subject, fen, due_fen, active from budget_commitment c
            where policy_id = $1 and stretch = $2 and active and not exists (
              select from entitlement_payment p
              where p.policy_id = c.policy_id and p.subject = c.subject
                and (c.stretch = 'all' or to_char(p.as_of, 'YYYY') = c.stretch))
            order by subject""";

    private static final String OF = """
            select subject, fen, due_fen, active from budget_commitment
            where policy_id = $1 and stretch = $2 and subject = any($3)""";

    private static final String SAVE = """
            with saved as (
              insert into budget_commitment (policy_id, stretch, subject, fen, due_fen, active)
              select $1, $2, c.* from unnest($3::uuid[], $4::bigint[], $5::bigint[], $6::boolean[]) as c
              on conflict (policy_id, stretch, subject) do update
                set fen = excluded.fen, due_fen = excluded.due_fen, active = excluded.active)
            update policy_budget set committed_fen = committed_fen + $7 where policy_id = $1 and stretch = $2""";

    /** What was paid for days of the stretch stays spent. */
    private static final String RELEASE = """
            with ended as (
              select c.subject, c.fen, least(c.fen, greatest(0, coalesce((
                select sum(p.amount_fen) from entitlement_payment p
                where p.policy_id = c.policy_id and p.subject = c.subject
                  and (c.stretch = 'all' or to_char(p.as_of, 'YYYY') = c.stretch)), 0))) as paid
              from budget_commitment c
              where c.policy_id = $1 and c.stretch = $2 and c.subject = any($3) and c.active),
            released as (
              update budget_commitment c set fen = ended.paid, active = false from ended
              where c.policy_id = $1 and c.stretch = $2 and c.subject = ended.subject)
            update policy_budget
            set committed_fen = committed_fen - (select coalesce(sum(fen - paid), 0) from ended)
            where policy_id = $1 and stretch = $2""";

    private static final String WAITING = """
            select * from entitlement where policy_id = $1 and excluded_by = $2
            order by rank, changed_at, subject limit $3""";

    @Override
    public Uni<Long> lock(SqlTx tx, Purse purse) {
        return tx.connection()
                .preparedQuery(OPEN)
                .execute(of(purse))
                .chain(() -> tx.connection().preparedQuery(LOCK).execute(of(purse)))
                .map(rows -> rows.iterator().next().getLong("committed_fen"));
    }

    @Override
    public Uni<Map<SubjectId, Commitment>> of(SqlTx tx, Purse purse, Collection<SubjectId> subjects) {
        return tx.connection()
                .preparedQuery(OF)
                .execute(of(purse).addValue(ids(subjects)))
                .map(rows -> rows.stream()
                        .map(SqlBudgetRepository::commitment)
                        .collect(Collectors.toMap(Commitment::subject, each -> each)));
    }

    @Override
    public Uni<List<Commitment>> unpaid(SqlTx tx, Purse purse) {
        return tx.connection()
                .preparedQuery(UNPAID)
                .execute(of(purse))
                .map(rows -> rows.stream().map(SqlBudgetRepository::commitment).toList());
    }

    @Override
    public Uni<Void> save(SqlTx tx, Purse purse, List<Commitment> changed, long growth) {
        if (changed.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var parameters = of(purse)
                .addValue(changed.stream().map(each -> each.subject().value()).toArray(UUID[]::new))
                .addValue(changed.stream().map(Commitment::fen).toArray(Long[]::new))
                .addValue(changed.stream().map(Commitment::dueFen).toArray(Long[]::new))
                .addValue(changed.stream().map(Commitment::active).toArray(Boolean[]::new))
                .addValue(growth);
        return tx.connection().preparedQuery(SAVE).execute(parameters).replaceWithVoid();
    }

    @Override
    public Uni<Void> release(SqlTx tx, Purse purse, Collection<SubjectId> subjects) {
        return subjects.isEmpty()
                ? Uni.createFrom().voidItem()
                : tx.connection()
                        .preparedQuery(RELEASE)
                        .execute(of(purse).addValue(ids(subjects)))
                        .replaceWithVoid();
    }

    @Override
    public Uni<List<Entitlement>> waiting(SqlTx tx, Purse purse, int limit) {
        var cause = new Cause.ByBudget(purse.stretch()).word();
        return tx.connection()
                .preparedQuery(WAITING)
                .execute(Tuple.of(purse.policy().value(), cause, limit))
                .map(rows -> rows.stream().map(EntitlementRows::entitlement).toList());
    }

    @Override
    public Uni<Void> announce(SqlTx tx) {
        return tx.connection()
                .query("select pg_notify('huitong_budgets', '')")
                .execute()
                .replaceWithVoid();
    }

    private static Tuple of(Purse purse) {
        return Tuple.tuple().addString(purse.policy().value()).addString(purse.stretch());
    }

    private static UUID[] ids(Collection<SubjectId> subjects) {
        return subjects.stream().map(SubjectId::value).toArray(UUID[]::new);
    }

    private static Commitment commitment(Row row) {
        return new Commitment(
                new SubjectId(row.getUUID("subject")),
                row.getLong("fen"),
                row.getLong("due_fen"),
                row.getBoolean("active"));
    }
}
