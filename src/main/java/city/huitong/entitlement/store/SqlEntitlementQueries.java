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
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

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

    private static final String PAYMENTS_OF_SOME = """
            select subject, period_from, n, kind, version, amount_fen, as_of, at from entitlement_payment
            where policy_id = $1 and subject = any($2) order by subject, period_from, n""";

    private static final String PAID = """
            select distinct subject from entitlement_payment
            where policy_id = $1 and subject > $2 and as_of >= $4 order by subject limit $3""";

    /** PostgreSQL has no day before it. */
    private static final LocalDate FIRST_DAY = LocalDate.of(1, 1, 1);

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
    public Uni<Map<SubjectId, List<Payment>>> payments(SqlTx tx, PolicyId policy, Collection<SubjectId> subjects) {
        var ids = subjects.stream().map(SubjectId::value).toArray(UUID[]::new);
        return tx.connection()
                .preparedQuery(PAYMENTS_OF_SOME)
                .execute(Tuple.of(policy.value(), ids))
                .map(rows -> rows.stream()
                        .collect(Collectors.groupingBy(
                                row -> new SubjectId(row.getUUID("subject")),
                                Collectors.mapping(SqlEntitlementQueries::payment, Collectors.toList()))));
    }

    @Override
    public Uni<List<SubjectId>> paid(SqlTx tx, PolicyId policy, LocalDate since, Optional<SubjectId> after, int limit) {
        var position = after.map(SubjectId::value).orElse(BEFORE_ALL);
        var first = since.isBefore(FIRST_DAY) ? FIRST_DAY : since;
        return tx.connection()
                .preparedQuery(PAID)
                .execute(Tuple.of(policy.value(), position, limit, first))
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
