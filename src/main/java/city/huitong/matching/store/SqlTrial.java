package city.huitong.matching.store;

import city.huitong.expression.Value;
import city.huitong.expression.ValueType;
import city.huitong.matching.TrialInPostgres;
import city.huitong.policy.Outcome;
import city.huitong.policy.Policy;
import city.huitong.policy.PolicySql;
import city.huitong.policy.PolicyVersion;
import city.huitong.subject.SourcedFact;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sends made-up subjects as one array for each fact, and gets an outcome for each. */
@ApplicationScoped
class SqlTrial implements TrialInPostgres {

    private final Pool pool;

    SqlTrial(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<List<Outcome>> outcomes(
            Policy policy,
            PolicyVersion version,
            LocalDate asOf,
            Map<String, ValueType> types,
            List<Map<String, Value>> subjects) {
        var facts = List.copyOf(new TreeMap<>(types).keySet());
        var numbers = IntStream.rangeClosed(1, subjects.size()).boxed().toArray(Integer[]::new);
        var parameters = new ArrayList<Object>(List.of((Object) numbers));
        facts.forEach(fact -> parameters.add(array(types.get(fact), fact, subjects)));
        var fragment =
                PolicySql.outcome(policy, version, asOf, fact -> "s.f" + facts.indexOf(fact), parameters.size() + 1);
        parameters.addAll(fragment.parameters());
        var sql = "select %s from unnest($1::int[]%s) as s(subject%s) order by s.subject"
                .formatted(fragment.sql(), arrays(facts, types), columns(facts));
        return pool.preparedQuery(sql)
                .execute(Tuple.from(parameters))
                .map(rows -> rows.stream().map(SqlTrial::outcome).toList());
    }

    private static String arrays(List<String> facts, Map<String, ValueType> types) {
        var text = new StringBuilder();
        for (int i = 0; i < facts.size(); i++) {
            text.append(", $")
                    .append(i + 2)
                    .append("::")
                    .append(sqlType(types.get(facts.get(i))))
                    .append("[]");
        }
        return text.toString();
    }

    private static String columns(List<String> facts) {
        var text = new StringBuilder();
        for (int i = 0; i < facts.size(); i++) {
            text.append(", f").append(i);
        }
        return text.toString();
    }

    private static String sqlType(ValueType type) {
        return switch (type) {
            case BOOL -> "boolean";
            case INT, MONEY -> "bigint";
            case NUMBER -> "double precision";
            case TEXT -> "text";
            case DATE -> "date";
        };
    }

    private static Object array(ValueType type, String fact, List<Map<String, Value>> subjects) {
        Stream<@Nullable Object> values =
                subjects.stream().map(facts -> facts.get(fact)).map(SqlTrial::plain);
        return switch (type) {
            case BOOL -> values.toArray(Boolean[]::new);
            case INT, MONEY -> values.toArray(Long[]::new);
            case NUMBER -> values.toArray(Double[]::new);
            case TEXT -> values.toArray(String[]::new);
            case DATE -> values.toArray(LocalDate[]::new);
        };
    }

    private static @Nullable Object plain(@Nullable Value value) {
        return value == null ? null : SourcedFact.plain(value);
    }

    private static Outcome outcome(Row row) {
        var eligible = row.getBoolean(0);
        if (eligible == null) {
            return Outcome.UNDETERMINED;
        }
        return eligible ? Outcome.ELIGIBLE : Outcome.NOT_ELIGIBLE;
    }
}
