package city.huitong.entitlement.store;

import city.huitong.catalog.SubjectId;
import city.huitong.entitlement.Entitlement;
import city.huitong.entitlement.EntitlementQueries;
import city.huitong.entitlement.HistoryMove;
import city.huitong.entitlement.Holding;
import city.huitong.entitlement.Movement;
import city.huitong.entitlement.Payment;
import city.huitong.platform.data.Page;
import city.huitong.platform.data.PageRequest;
import city.huitong.platform.data.SqlTx;
import city.huitong.policy.PolicyId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads entitlements. */
@ApplicationScoped
class SqlEntitlementQueries implements EntitlementQueries {

    private static final String OF_POLICY = """
            select * from entitlement where policy_id = $1 and subject > $2 order by subject limit $3""";

    /** Granted are most; for the others there is an index, which the words have to name. */
    private static final String GRANTED_OF_POLICY = """
            select * from entitlement where policy_id = $1 and state = $4 and subject > $2 order by subject limit $3""";

    private static final String OTHERS_OF_POLICY = """
            select * from entitlement
            where policy_id = $1 and state = $4 and state <> 'GRANTED' and subject > $2
            order by subject limit $3""";

    private static final String OF_SUBJECTS =
            "select * from entitlement where subject = any($1) order by subject, policy_id";

    private static final String MOVES = """
            select move, state, version, amount_fen, as_of, role, at from entitlement_move
            where policy_id = $1 and subject = $2 order by seq""";

    private static final String PAYMENTS = """
            select period_from, n, kind, version, amount_fen, as_of, at from entitlement_payment
            where policy_id = $1 and subject = $2 order by period_from, n""";

    private static final String PAID = """
            select distinct subject from entitlement_payment
            where policy_id = $1 and subject > $2 order by subject limit $3""";

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    @Override
    public Uni<Page<Entitlement>> ofPolicy(SqlTx tx, PolicyId policy, Optional<String> state, PageRequest page) {
        var parameters = Tuple.of(policy.value(), page.after(UUID::fromString, BEFORE_ALL), page.limit() + 1);
        state.ifPresent(parameters::addString);
        return tx.connection()
                .preparedQuery(state.map(SqlEntitlementQueries::inState).orElse(OF_POLICY))
                .execute(parameters)
                .map(rows -> rows.stream().map(EntitlementRows::entitlement).toList())
                .map(rows ->
                        Page.of(page, rows, entitlement -> entitlement.subject().toString()));
    }

    private static String inState(String state) {
        return state.equals("GRANTED") ? GRANTED_OF_POLICY : OTHERS_OF_POLICY;
    }

    @Override
    public Uni<List<Entitlement>> ofSubjects(SqlTx tx, Collection<SubjectId> subjects) {
        var ids = subjects.stream().map(SubjectId::value).toArray(UUID[]::new);
        return tx.connection()
                .preparedQuery(OF_SUBJECTS)
                .execute(Tuple.of(ids))
                .map(rows -> rows.stream().map(EntitlementRows::entitlement).toList());
    }

    @Override
    public Uni<List<HistoryMove>> moves(SqlTx tx, Holding holding) {
        return tx.connection()
                .preparedQuery(MOVES)
                .execute(of(holding))
                .map(rows -> rows.stream().map(SqlEntitlementQueries::move).toList());
    }

    @Override
    public Uni<List<Payment>> payments(SqlTx tx, Holding holding) {
        return tx.connection()
                .preparedQuery(PAYMENTS)
                .execute(of(holding))
                .map(rows -> rows.stream().map(SqlEntitlementQueries::payment).toList());
    }

    @Override
    public Uni<List<SubjectId>> paid(SqlTx tx, PolicyId policy, Optional<SubjectId> after, int limit) {
        return tx.connection()
                .preparedQuery(PAID)
                .execute(Tuple.of(policy.value(), after.map(SubjectId::value).orElse(BEFORE_ALL), limit))
                .map(rows -> rows.stream()
                        .map(row -> new SubjectId(row.getUUID("subject")))
                        .toList());
    }

    private static Tuple of(Holding holding) {
        return Tuple.of(holding.policy().value(), holding.subject().value());
    }

    private static HistoryMove move(Row row) {
        return new HistoryMove(
                Movement.valueOf(row.getString("move")),
                row.getString("state"),
                Optional.ofNullable(row.getLocalDate("version")),
                Optional.ofNullable(row.getLong("amount_fen")),
                row.getLocalDate("as_of"),
                row.getString("role"),
                row.getOffsetDateTime("at").toInstant());
    }

    private static Payment payment(Row row) {
        return new Payment(
                row.getLocalDate("period_from"),
                row.getInteger("n"),
                Movement.valueOf(row.getString("kind")),
                row.getLocalDate("version"),
                row.getLong("amount_fen"),
                row.getLocalDate("as_of"),
                row.getOffsetDateTime("at").toInstant());
    }
}
