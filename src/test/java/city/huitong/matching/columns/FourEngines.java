package city.huitong.matching.columns;

import static org.assertj.core.api.Assertions.assertThat;

import city.huitong.audit.store.ADatabase;
import city.huitong.catalog.SubjectId;
import city.huitong.expression.RandomExpressions;
import city.huitong.expression.Value;
import city.huitong.expression.ValueType;
import city.huitong.policy.Outcome;
import city.huitong.policy.Policy;
import city.huitong.policy.PolicyMatcher;
import city.huitong.policy.PolicySql;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Lets everything decide the same policies that can: the matcher for one subject, columns, PostgreSQL, and CEL's own runtime where it
 * can do without what is missing. All must say the same.
 */
final class FourEngines implements AutoCloseable {

    private static final Map<ValueType, String> COLUMN_TYPES = new EnumMap<>(Map.of(
            ValueType.BOOL, "boolean",
            ValueType.INT, "bigint",
            ValueType.MONEY, "bigint",
            ValueType.NUMBER, "double precision",
            ValueType.TEXT, "text",
            ValueType.DATE, "date"));
    private static final List<String> FACTS =
            List.copyOf(RandomExpressions.SCOPE.variables().keySet());

    private final ADatabase database = new ADatabase();
    private final Map<Outcome, Long> seen = new EnumMap<>(Outcome.class);
    private long byCel;

    FourEngines() {
        run("create table facts (subject int primary key, %s)"
                .formatted(RandomExpressions.SCOPE.variables().entrySet().stream()
                        .map(fact -> column(fact.getKey()) + " " + COLUMN_TYPES.get(fact.getValue()))
                        .collect(Collectors.joining(", "))));
    }

    /** How many pairs of policy and subject came out how. */
    Map<Outcome, Long> seen() {
        return seen;
    }

    /** For how many of them CEL had an answer. */
    long byCel() {
        return byCel;
    }

    /** Compares them on random policies and random subjects, of whom two in three have gaps. */
    void compare(long seed, int subjects, int policies) {
        var random = new RandomExpressions(seed, true);
        var people = IntStream.range(0, subjects)
                .mapToObj(person -> random.facts(person % 3 == 0 ? 0 : 0.2))
                .toList();
        store(people);
        var segment = segment(people);
        var written = new RandomPolicies(seed);
        for (int i = 0; i < policies; i++) {
            compare(written.next(), people, segment);
        }
    }

    private void compare(Policy policy, List<Map<String, Value>> people, Segment segment) {
        var bySql = inPostgres(policy, people.size());
        var byColumns = new PolicyColumns(segment, policy, RandomPolicies.TODAY)
                .decide(policy.versions().getFirst(), segment.all());
        var oracle = new PolicyInCel(policy);
        for (int row = 0; row < people.size(); row++) {
            var facts = people.get(row);
            var outcome = PolicyMatcher.outcome(policy, RandomPolicies.TODAY, facts::get);
            var what = policy.versions().getFirst().eligible() + " " + policy.terms() + " of " + facts;
            assertThat(said(byColumns, row)).as("columns: " + what).isEqualTo(outcome);
            assertThat(bySql.get(row)).as("SQL: " + what).isEqualTo(outcome);
            byCel += oracle.mustSay(outcome, facts, what) ? 1 : 0;
            seen.merge(outcome, 1L, Long::sum);
        }
    }

    private static Outcome said(PolicyColumns.Outcomes outcomes, int row) {
        if (outcomes.eligible().contains(row)) {
            return Outcome.ELIGIBLE;
        }
        return outcomes.undetermined().contains(row) ? Outcome.UNDETERMINED : Outcome.NOT_ELIGIBLE;
    }

    private List<Outcome> inPostgres(Policy policy, int subjects) {
        var version = policy.versions().getFirst();
        var fragment = PolicySql.outcome(policy, version, RandomPolicies.TODAY, FourEngines::column, 1);
        var outcomes = new ArrayList<Outcome>(subjects);
        for (Row row : database.pool()
                .preparedQuery("select " + fragment.sql() + " from facts order by subject")
                .execute(Tuple.from(fragment.parameters()))
                .await()
                .indefinitely()) {
            outcomes.add(said(row.getBoolean(0)));
        }
        return outcomes;
    }

    private static Outcome said(Boolean eligible) {
        if (eligible == null) {
            return Outcome.UNDETERMINED;
        }
        return eligible ? Outcome.ELIGIBLE : Outcome.NOT_ELIGIBLE;
    }

    private static String column(String fact) {
        return '"' + fact + '"';
    }

    private void store(List<Map<String, Value>> people) {
        run("truncate facts");
        var places = IntStream.rangeClosed(1, FACTS.size() + 1)
                .mapToObj(i -> "$" + i)
                .collect(Collectors.joining(", "));
        database.pool()
                .preparedQuery("insert into facts values (" + places + ")")
                .executeBatch(IntStream.range(0, people.size())
                        .mapToObj(person -> row(person, people.get(person)))
                        .toList())
                .await()
                .indefinitely();
    }

    private static Tuple row(int person, Map<String, Value> facts) {
        var row = new ArrayList<Object>();
        row.add(person);
        FACTS.forEach(fact -> row.add(plain(facts.get(fact))));
        return Tuple.from(row);
    }

    private static Object plain(Value value) {
        return switch (value) {
            case null -> null;
            case Value.Bool(var truth) -> truth;
            case Value.Int(var number) -> number;
            case Value.Money(var fen) -> fen;
            case Value.Num(var number) -> number;
            case Value.Text(var text) -> text;
            case Value.Day(var day) -> day;
        };
    }

    private static Segment segment(List<Map<String, Value>> people) {
        var builder = new Segment.Builder(RandomExpressions.SCOPE.variables());
        for (int row = 0; row < people.size(); row++) {
            builder.add(new SubjectId(new UUID(0, row)), people.get(row)::get);
        }
        return builder.build();
    }

    private void run(String sql) {
        database.pool().query(sql).execute().await().indefinitely();
    }

    @Override
    public void close() {
        database.close();
    }
}
