package city.huitong.entitlement.store;

import city.huitong.catalog.SubjectId;
import city.huitong.entitlement.Actor;
import city.huitong.entitlement.Entitlement;
import city.huitong.entitlement.EntitlementRepository;
import city.huitong.entitlement.Holding;
import city.huitong.entitlement.MadeMove;
import city.huitong.entitlement.Payment;
import city.huitong.platform.data.SqlTx;
import city.huitong.policy.PolicyId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Entitlements as rows. */
@ApplicationScoped
class SqlEntitlementRepository implements EntitlementRepository {

    private static final String OF = "select * from entitlement where subject = any($1)";

    /** With one policy the primary key finds them, or, where there are none, that there are none. */
    private static final String UNDER_ONE = "select * from entitlement where policy_id = $1 and subject = any($2)";

    private static final String UNDER = "select * from entitlement where policy_id = any($1) and subject = any($2)";

    private static final String BETWEEN = """
            select * from entitlement where policy_id = $1 and subject > $2 and subject <= $3 order by subject""";

    /** What a stretch has in common is read once: PostgreSQL does not draw a subquery with an offset into the rows. */
    private static final String EACH = """
            (select stretch.*, ($17::uuid[])[n] as subject, ($18::smallint[])[n] as shard,
               case when version is not null then ($19::bigint[])[n] end as amount_fen
             from (
               select policy_id, kind, state, version, period, figures::jsonb as figures,
                 string_to_array(missing, ',') as missing, as_of, changed_at, excluded_by, held, granted_on,
                 ledgers::jsonb as ledgers, string_to_array(rank, ',')::bigint[] as rank, first, last
               from unnest($1::text[], $2::text[], $3::text[], $4::date[], $5::text[], $6::text[], $7::text[], $8::date[],
                 $9::timestamptz[], $10::text[], $11::boolean[], $12::date[], $13::text[], $14::text[], $15::int[],
                 $16::int[])
                 as s (policy_id, kind, state, version, period, figures, missing, as_of, changed_at, excluded_by, held,
                   granted_on, ledgers, rank, first, last)
               offset 0) as stretch
             cross join lateral generate_series(first, last) as n) as each
            """;

    private static final String ADD = """
            insert into entitlement (policy_id, subject, shard, kind, state, version, amount_fen, period, figures,
              missing, as_of, changed_at, excluded_by, held, granted_on, ledgers, rank)
            select policy_id, subject, shard, kind, state, version, amount_fen, period, figures, missing, as_of, changed_at,
              excluded_by, held, granted_on, ledgers, rank
            from\s""" + EACH;

    private static final String REPLACE =
            """
            update entitlement as e set state = each.state, version = each.version, amount_fen = each.amount_fen,
              period = each.period, figures = each.figures, missing = each.missing, as_of = each.as_of,
              changed_at = each.changed_at, excluded_by = each.excluded_by, held = each.held,
              granted_on = each.granted_on, ledgers = each.ledgers, rank = each.rank
            from\s""" + EACH + "where e.policy_id = each.policy_id and e.subject = each.subject";

    private static final String MOVES = """
            insert into entitlement_move (policy_id, subject, move, state, version, amount_fen, as_of, actor, role, at)
            select policy_id, ($8::uuid[])[n], move, state, version, case when version is not null then ($9::bigint[])[n] end,
              as_of, $11::text, $12::text, $13::timestamptz
            from unnest($1::text[], $2::text[], $3::text[], $4::date[], $5::date[], $6::int[], $7::int[])
                as s (policy_id, move, state, version, as_of, first, last)
              cross join lateral generate_series(first, last) as n
            order by ($10::int[])[n]""";

    private static final String PAY = """
            insert into entitlement_payment (policy_id, subject, period_from, n, kind, version, amount_fen, as_of, actor,
              role, at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)""";

    @Override
    public Uni<List<Entitlement>> of(SqlTx tx, Collection<SubjectId> subjects) {
        var ids = subjects.stream().map(SubjectId::value).toArray(UUID[]::new);
        return tx.connection()
                .preparedQuery(OF)
                .execute(Tuple.of(ids))
                .map(rows -> rows.stream().map(EntitlementRows::entitlement).toList());
    }

    @Override
    public Uni<List<Entitlement>> of(SqlTx tx, Collection<SubjectId> subjects, Collection<PolicyId> policies) {
        var ids = subjects.stream().map(SubjectId::value).toArray(UUID[]::new);
        var names = policies.stream().map(PolicyId::value).toArray(String[]::new);
        return tx.connection()
                .preparedQuery(names.length == 1 ? UNDER_ONE : UNDER)
                .execute(names.length == 1 ? Tuple.of(names[0], ids) : Tuple.of(names, ids))
                .map(rows -> rows.stream().map(EntitlementRows::entitlement).toList());
    }

    @Override
    public Uni<List<Entitlement>> between(SqlTx tx, PolicyId policy, SubjectId after, SubjectId last) {
        return tx.connection()
                .preparedQuery(BETWEEN)
                .execute(Tuple.of(policy.value(), after.value(), last.value()))
                .map(rows -> rows.stream().map(EntitlementRows::entitlement).toList());
    }

    @Override
    public Uni<Void> add(SqlTx tx, List<Entitlement> entitlements) {
        return write(tx, ADD, entitlements);
    }

    @Override
    public Uni<Void> replace(SqlTx tx, List<Entitlement> entitlements) {
        return write(tx, REPLACE, entitlements);
    }

    private static Uni<Void> write(SqlTx tx, String sql, List<Entitlement> entitlements) {
        return entitlements.isEmpty()
                ? Uni.createFrom().voidItem()
                : tx.connection()
                        .preparedQuery(sql)
                        .execute(EntitlementRows.parameters(entitlements))
                        .replaceWithVoid();
    }

    @Override
    public Uni<Void> append(SqlTx tx, List<MadeMove> moves, Actor actor, Instant at) {
        return moves.isEmpty()
                ? Uni.createFrom().voidItem()
                : tx.connection()
                        .preparedQuery(MOVES)
                        .execute(EntitlementRows.parameters(moves, actor, at))
                        .replaceWithVoid();
    }

    @Override
    public Uni<Void> pay(SqlTx tx, Holding holding, Payment payment, Actor actor) {
        var parameters = Tuple.tuple()
                .addString(holding.policy().value())
                .addUUID(holding.subject().value())
                .addValue(payment.periodFrom())
                .addInteger(payment.n())
                .addString(payment.movement().name())
                .addValue(payment.version())
                .addLong(payment.amountFen())
                .addValue(payment.asOf())
                .addString(actor.name())
                .addString(actor.role())
                .addValue(payment.at().atOffset(ZoneOffset.UTC));
        return tx.connection().preparedQuery(PAY).execute(parameters).replaceWithVoid();
    }
}
