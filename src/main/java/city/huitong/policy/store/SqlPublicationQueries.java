package city.huitong.policy.store;

import city.huitong.platform.data.SqlTx;
import city.huitong.policy.PolicyDocument;
import city.huitong.policy.PolicyId;
import city.huitong.policy.Publication;
import city.huitong.policy.PublicationQueries;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads publications of an earlier time. */
@ApplicationScoped
class SqlPublicationQueries implements PublicationQueries {

    private static final String KNOWN = """
            select policy_id, max(number) as number from policy_publication where published_at <= $1""";

    private static final String EACH = " group by policy_id order by policy_id";

    private static final String AMONG = " and policy_id = any($2)";

    private static final String LOAD = """
            select p.policy_id, p.number, p.document, p.cases, p.hash, p.published_by, p.approved_by, p.published_at
            from policy_publication p join unnest($1::text[], $2::int[]) as w(policy_id, number) using (policy_id, number)""";

    /** Shares the lock that whoever publishes a policy has alone, from before the look at the clock until the commit. */
    private static final String HOLD_STILL = """
            select pg_advisory_xact_lock_shared(hashtextextended('policy:' || policy, 0))
            from unnest($1::text[]) as policy""";

    private final Pool pool;

    SqlPublicationQueries(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Map<PolicyId, Integer>> knownAt(Instant time) {
        return pool.preparedQuery(KNOWN + EACH).execute(Tuple.of(utc(time))).map(SqlPublicationQueries::numbers);
    }

    @Override
    public Uni<Map<PolicyId, Integer>> knownAt(SqlTx tx, Instant time, Collection<PolicyId> policies) {
        return tx.connection()
                .preparedQuery(KNOWN + AMONG + EACH)
                .execute(Tuple.of(utc(time), ids(policies)))
                .map(SqlPublicationQueries::numbers);
    }

    @Override
    public Uni<List<Publication>> load(Map<PolicyId, Integer> numbers) {
        if (numbers.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        var policies = List.copyOf(numbers.keySet());
        var which = policies.stream().map(numbers::get).toArray(Integer[]::new);
        return pool.preparedQuery(LOAD)
                .execute(Tuple.of(ids(policies), which))
                .map(rows ->
                        rows.stream().map(SqlPublicationQueries::publication).toList());
    }

    @Override
    public Uni<Void> holdStill(SqlTx tx, Collection<PolicyId> policies) {
        return tx.connection()
                .preparedQuery(HOLD_STILL)
                .execute(Tuple.of(ids(policies)))
                .replaceWithVoid();
    }

    /** In one order, so that two that wait for several do not wait for each other. */
    private static String[] ids(Collection<PolicyId> policies) {
        return policies.stream().map(PolicyId::value).toArray(String[]::new);
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    private static Map<PolicyId, Integer> numbers(RowSet<Row> rows) {
        var numbers = new LinkedHashMap<PolicyId, Integer>();
        rows.forEach(row -> numbers.put(new PolicyId(row.getString("policy_id")), row.getInteger("number")));
        return numbers;
    }

    private static Publication publication(Row row) {
        return new Publication(
                new PolicyId(row.getString("policy_id")),
                row.getInteger("number"),
                new PolicyDocument(
                        DocumentText.readMap(row.getString("document")), DocumentText.readList(row.getString("cases"))),
                row.getString("hash"),
                row.getString("published_by"),
                Optional.ofNullable(row.getString("approved_by")),
                row.getOffsetDateTime("published_at").toInstant());
    }
}
