package city.huitong.matching.store;

import static city.huitong.matching.MatchingProblem.RECONCILIATION_NOT_FOUND;

import city.huitong.catalog.SubjectId;
import city.huitong.catalog.SubjectKind;
import city.huitong.matching.Difference;
import city.huitong.matching.Difference.Finding;
import city.huitong.matching.Difference.Stand;
import city.huitong.matching.Reconciliation;
import city.huitong.matching.ReconciliationRepository;
import city.huitong.platform.data.Page;
import city.huitong.platform.data.PageRequest;
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
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reconciliations as rows. One whose worker has not been heard of for ten seconds is free to be taken over. */
@ApplicationScoped
class SqlReconciliationRepository implements ReconciliationRepository {

    private static final UUID BEFORE_ALL = new UUID(0, 0);
    private static final UUID AFTER_ALL = new UUID(-1, -1);

    private static final String START = """
            insert into matching_reconciliation as r (id, policies, as_of, total) values ($1, $2, $3, $4)
            on conflict (id) do update set id = r.id returning *""";

    private static final String LIST = """
            select * from matching_reconciliation
            where (started_at, id) < (coalesce((select started_at from matching_reconciliation where id = $1), 'infinity'), $1)
            order by started_at desc, id desc limit $2""";

    private static final String CLAIM = """
            update matching_reconciliation set heartbeat = now() where id = (
              select id from matching_reconciliation
              where state = 'RUNNING' and (heartbeat is null or heartbeat < now() - interval '10 seconds')
              order by started_at limit 1 for update skip locked)
            returning *""";

    private static final String ADVANCE = """
            update matching_reconciliation set kind = $2, position = $3, compared = compared + $4, heartbeat = now()
            where id = $1 and state = 'RUNNING' and (kind is distinct from $2 or position is null or position < $3)""";

    private static final String END = """
            update matching_reconciliation set state = case when state = 'RUNNING' then $2 else state end,
              ended_at = coalesce(ended_at, now())
            where id = $1 returning *""";

    private static final String COUNT = """
            insert into matching_finding as f (reconciliation, policy_id, finding, subjects)
            select $1, policy_id, finding, subjects from unnest($2::text[], $3::text[], $4::bigint[])
              as e (policy_id, finding, subjects)
            on conflict (reconciliation, policy_id, finding) do update set subjects = f.subjects + excluded.subjects""";

    private static final String KEEP = """
            insert into matching_difference (reconciliation, policy_id, subject, finding, expected_state, expected_version,
              expected_fen, found_state, found_version, found_fen)
            select $1, policy_id, subject, finding, expected_state, expected_version, expected_fen, found_state,
              found_version, found_fen
            from (
              select e.*, row_number() over (partition by policy_id order by subject) + (
                select count(*) from matching_difference d where d.reconciliation = $1 and d.policy_id = e.policy_id) as n
              from unnest($2::text[], $3::uuid[], $4::text[], $5::text[], $6::date[], $7::bigint[], $8::text[], $9::date[],
                $10::bigint[]) as e (policy_id, subject, finding, expected_state, expected_version, expected_fen,
                found_state, found_version, found_fen)) numbered
            where n <= 100
            on conflict do nothing""";

    private static final String DIFFERENCES = """
            select * from matching_difference where reconciliation = $1 and policy_id = $2 and subject > $3
            order by subject limit $4""";

    private static final String UNSETTLE = """
            insert into matching_unsettled (reconciliation, kind, subject, policy_id)
            select $1, $2, * from unnest($3::uuid[], $4::text[]) on conflict do nothing""";

    /** Whole subjects: the last one may go over the limit. */
    private static final String UNSETTLED = """
            select subject, policy_id from matching_unsettled
            where reconciliation = $1 and kind = $2 and subject > $3
            order by subject fetch first $4 rows with ties""";

    private static final String SETTLE = """
            delete from matching_unsettled as u using unnest($3::uuid[], $4::text[]) as done (subject, policy_id)
            where u.reconciliation = $1 and u.kind = $2 and u.subject = done.subject and u.policy_id = done.policy_id""";

    private final Pool pool;

    SqlReconciliationRepository(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Reconciliation> start(UUID id, Collection<PolicyId> policies, LocalDate asOf, long total) {
        return pool.preparedQuery(START)
                .execute(Tuple.of(id, column(policies, PolicyId::value, String[]::new), asOf, total))
                .map(SqlReconciliationRepository::only);
    }

    @Override
    public Uni<Reconciliation> find(UUID id) {
        return pool.preparedQuery("select * from matching_reconciliation where id = $1")
                .execute(Tuple.of(id))
                .map(SqlReconciliationRepository::only);
    }

    @Override
    public Uni<Page<Reconciliation>> list(PageRequest page) {
        return pool.preparedQuery(LIST)
                .execute(Tuple.of(page.after(UUID::fromString, AFTER_ALL), page.limit() + 1))
                .map(rows -> rows.stream()
                        .map(SqlReconciliationRepository::reconciliation)
                        .toList())
                .map(rows -> Page.of(page, rows, each -> each.id().toString()));
    }

    @Override
    public Uni<Optional<Reconciliation>> claim() {
        return pool.preparedQuery(CLAIM)
                .execute()
                .map(rows -> rows.stream().findFirst().map(SqlReconciliationRepository::reconciliation));
    }

    @Override
    public Uni<Boolean> advance(SqlTx tx, UUID id, SubjectKind kind, Optional<SubjectId> position, int compared) {
        return tx.connection()
                .preparedQuery(ADVANCE)
                .execute(
                        Tuple.of(id, kind.word(), position.map(SubjectId::value).orElse(null), (long) compared))
                .map(rows -> rows.rowCount() == 1);
    }

    @Override
    public Uni<Void> settling(UUID id) {
        return pool.preparedQuery("update matching_reconciliation set settling_since = now() where id = $1")
                .execute(Tuple.of(id))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> pause(UUID id) {
        return pool.preparedQuery("update matching_reconciliation set heartbeat = null where id = $1")
                .execute(Tuple.of(id))
                .replaceWithVoid();
    }

    @Override
    public Uni<Reconciliation> end(UUID id, Reconciliation.State state) {
        return pool.preparedQuery(END).execute(Tuple.of(id, state.name())).map(SqlReconciliationRepository::only);
    }

    /** In one order everywhere, so that two that add do not wait for each other. */
    @Override
    public Uni<Void> count(SqlTx tx, UUID id, Map<PolicyId, Map<Finding, Long>> subjects) {
        record Counted(String policy, String finding, long subjects) {}
        var numbers = subjects.entrySet().stream()
                .flatMap(policy -> policy.getValue().entrySet().stream()
                        .map(each -> new Counted(
                                policy.getKey().value(), each.getKey().name(), each.getValue())))
                .sorted(java.util.Comparator.comparing(Counted::policy).thenComparing(Counted::finding))
                .toList();
        return tx.connection()
                .preparedQuery(COUNT)
                .execute(Tuple.of(
                        id,
                        column(numbers, Counted::policy, String[]::new),
                        column(numbers, Counted::finding, String[]::new),
                        column(numbers, Counted::subjects, Long[]::new)))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> keep(SqlTx tx, UUID id, List<Difference> differences) {
        if (differences.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var parameters = Tuple.of(id)
                .addValue(column(differences, each -> each.policy().value(), String[]::new))
                .addValue(column(differences, each -> each.subject().value(), UUID[]::new))
                .addValue(column(differences, each -> each.finding().name(), String[]::new))
                .addValue(column(differences, each -> each.expected().state(), String[]::new))
                .addValue(column(differences, each -> each.expected().version().orElse(null), LocalDate[]::new))
                .addValue(
                        column(differences, each -> each.expected().amountFen().orElse(null), Long[]::new))
                .addValue(column(differences, each -> found(each, Stand::state), String[]::new))
                .addValue(column(
                        differences,
                        each -> found(each, stand -> stand.version().orElse(null)),
                        LocalDate[]::new))
                .addValue(column(
                        differences,
                        each -> found(each, stand -> stand.amountFen().orElse(null)),
                        Long[]::new));
        return tx.connection().preparedQuery(KEEP).execute(parameters).replaceWithVoid();
    }

    private static <T> @Nullable T found(Difference difference, Function<Stand, @Nullable T> part) {
        return difference.found().map(part).orElse(null);
    }

    @Override
    public Uni<Map<PolicyId, Map<Finding, Long>>> findings(UUID id) {
        return pool.preparedQuery("select policy_id, finding, subjects from matching_finding where reconciliation = $1")
                .execute(Tuple.of(id))
                .map(SqlReconciliationRepository::numbers);
    }

    private static Map<PolicyId, Map<Finding, Long>> numbers(RowSet<Row> rows) {
        Map<PolicyId, Map<Finding, Long>> numbers = new HashMap<>();
        rows.forEach(row -> numbers.computeIfAbsent(
                        new PolicyId(row.getString("policy_id")), _ -> new EnumMap<>(Finding.class))
                .put(Finding.valueOf(row.getString("finding")), row.getLong("subjects")));
        return numbers;
    }

    @Override
    public Uni<Page<Difference>> differences(SqlTx tx, UUID id, PolicyId policy, PageRequest page) {
        return tx.connection()
                .preparedQuery(DIFFERENCES)
                .execute(Tuple.of(id, policy.value(), page.after(UUID::fromString, BEFORE_ALL), page.limit() + 1))
                .map(rows -> rows.stream()
                        .map(SqlReconciliationRepository::difference)
                        .toList())
                .map(rows -> Page.of(page, rows, each -> each.subject().toString()));
    }

    @Override
    public Uni<Void> unsettle(SqlTx tx, UUID id, SubjectKind kind, Collection<Unsettled> some) {
        return some.isEmpty() ? Uni.createFrom().voidItem() : each(tx, UNSETTLE, id, kind, some);
    }

    @Override
    public Uni<List<Unsettled>> unsettled(SqlTx tx, UUID id, SubjectKind kind, Optional<SubjectId> after, int limit) {
        return tx.connection()
                .preparedQuery(UNSETTLED)
                .execute(Tuple.of(id, kind.word(), after.map(SubjectId::value).orElse(BEFORE_ALL), limit))
                .map(rows -> rows.stream()
                        .map(row -> new Unsettled(
                                new SubjectId(row.getUUID("subject")), new PolicyId(row.getString("policy_id"))))
                        .toList());
    }

    @Override
    public Uni<Void> settle(SqlTx tx, UUID id, SubjectKind kind, Collection<Unsettled> some) {
        return some.isEmpty() ? Uni.createFrom().voidItem() : each(tx, SETTLE, id, kind, some);
    }

    private static Uni<Void> each(SqlTx tx, String sql, UUID id, SubjectKind kind, Collection<Unsettled> some) {
        return tx.connection()
                .preparedQuery(sql)
                .execute(Tuple.of(
                        id,
                        kind.word(),
                        column(some, each -> each.subject().value(), UUID[]::new),
                        column(some, each -> each.policy().value(), String[]::new)))
                .replaceWithVoid();
    }

    @Override
    public Uni<Boolean> isUnsettled(UUID id) {
        return pool.preparedQuery("select exists (select from matching_unsettled where reconciliation = $1) as open")
                .execute(Tuple.of(id))
                .map(rows -> rows.iterator().next().getBoolean("open"));
    }

    @Override
    public Uni<Set<PolicyId>> running(SqlTx tx) {
        return tx.connection()
                .preparedQuery("select distinct policy_id from matching_run where state = 'RUNNING'")
                .execute()
                .map(rows -> rows.stream()
                        .map(row -> new PolicyId(row.getString("policy_id")))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    private static <R, T> T[] column(Collection<R> all, Function<R, @Nullable T> part, IntFunction<T[]> array) {
        return all.stream().map(part).toArray(array);
    }

    private static Reconciliation only(RowSet<Row> rows) {
        return rows.stream()
                .findFirst()
                .map(SqlReconciliationRepository::reconciliation)
                .orElseThrow(() -> RECONCILIATION_NOT_FOUND.because("the hub has given out no such id"));
    }

    private static Reconciliation reconciliation(Row row) {
        return new Reconciliation(
                row.getUUID("id"),
                Arrays.stream(row.getArrayOfStrings("policies"))
                        .map(PolicyId::new)
                        .toList(),
                Reconciliation.State.valueOf(row.getString("state")),
                row.getLocalDate("as_of"),
                row.getLong("total"),
                row.getLong("compared"),
                Optional.ofNullable(row.getString("kind")).flatMap(SubjectKind::parse),
                Optional.ofNullable(row.getUUID("position")).map(SubjectId::new),
                Optional.ofNullable(row.getOffsetDateTime("settling_since")).map(OffsetDateTime::toInstant),
                row.getOffsetDateTime("started_at").toInstant(),
                Optional.ofNullable(row.getOffsetDateTime("ended_at")).map(OffsetDateTime::toInstant));
    }

    private static Difference difference(Row row) {
        return new Difference(
                new PolicyId(row.getString("policy_id")),
                new SubjectId(row.getUUID("subject")),
                Finding.valueOf(row.getString("finding")),
                stand(row, "expected"),
                row.getString("found_state") == null ? Optional.empty() : Optional.of(stand(row, "found")));
    }

    private static Stand stand(Row row, String side) {
        return new Stand(
                row.getString(side + "_state"),
                Optional.ofNullable(row.getLocalDate(side + "_version")),
                Optional.ofNullable(row.getLong(side + "_fen")));
    }
}
