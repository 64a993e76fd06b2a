package city.huitong.policy;

import city.huitong.expression.Expression;
import city.huitong.expression.SqlFragment;
import city.huitong.expression.SqlTranslator;
import city.huitong.policy.Eligibility.AllOf;
import city.huitong.policy.Eligibility.AnyOf;
import city.huitong.policy.Eligibility.AtLeast;
import city.huitong.policy.Eligibility.Criterion;
import city.huitong.policy.Eligibility.NoneOf;
import city.huitong.policy.Terms.Freshness;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A version of a policy as one condition of PostgreSQL, for asking a table that has a column for each fact, null where it is missing.
 * Its three values are those of the outcome: true for eligible, null for undetermined, false for not eligible. An answer that was
 * come to without this hub's own evaluator, and so a second opinion about it.
 */
public final class PolicySql {

    private static final String AS_OF = "$%d::date";

    private final Function<String, String> columnOf;
    private final int first;
    private final List<Object> parameters = new ArrayList<>();
    private final Map<String, String> fresh = new HashMap<>();

    /** Binds the day and the ages first, as far as they are used: PostgreSQL wants no parameter that the text does not name. */
    private PolicySql(
            Set<String> names,
            Map<String, Freshness> maxAge,
            LocalDate asOf,
            Function<String, String> columnOf,
            int firstParameter) {
        this.columnOf = columnOf;
        this.first = firstParameter;
        var limits = new TreeMap<>(maxAge);
        limits.keySet().retainAll(names);
        if (names.contains(FactVocabulary.AS_OF) || !limits.isEmpty()) {
            parameters.add(asOf);
        }
        limits.forEach((fact, limit) -> fresh.put(fact, freshOnly(fact, limit)));
    }

    /**
     * Translates a version.
     *
     * @param policy whose terms apply
     * @param columnOf SQL for a fact, trusted: it goes into the text as it is
     * @param firstParameter the number of the first {@code $n}
     */
    public static SqlFragment outcome(
            Policy policy,
            PolicyVersion version,
            LocalDate asOf,
            Function<String, String> columnOf,
            int firstParameter) {
        var needed = policy.needed(version).toList();
        var translation =
                new PolicySql(names(version, needed), policy.terms().maxAge(), asOf, columnOf, firstParameter);
        var sql = translation.sql(version.eligible()) + translation.known(needed);
        return new SqlFragment("(" + sql + ")", translation.parameters);
    }

    private static Set<String> names(PolicyVersion version, List<Expression> needed) {
        return Stream.concat(version.eligible().criteria().map(Criterion::when), needed.stream())
                .flatMap(each -> each.names().stream())
                .collect(Collectors.toSet());
    }

    /** True where it is known and null where it is not, so that it leaves a "no" a "no" and opens a "yes". */
    private String known(List<Expression> needed) {
        return needed.stream()
                .map(each -> " AND NULLIF(%s IS NOT NULL, false)".formatted(sql(each)))
                .collect(Collectors.joining());
    }

    private String sql(Eligibility tree) {
        return switch (tree) {
            case Criterion criterion -> sql(criterion.when());
            case AllOf(var of) -> joined(of, " AND ");
            case AnyOf(var of) -> joined(of, " OR ");
            case NoneOf(var of) -> "(NOT %s)".formatted(joined(of, " OR "));
            case AtLeast(var k, var of) -> counted(k, of);
        };
    }

    private String joined(List<Eligibility> parts, String junction) {
        return parts.stream().map(this::sql).collect(Collectors.joining(junction, "(", ")"));
    }

    /** It fails where so many parts fail that too few are left. OFFSET 0 keeps the planner from writing each part out twice. */
    private String counted(int k, List<Eligibility> parts) {
        var named = IntStream.range(0, parts.size())
                .mapToObj(i -> "%s AS p%d".formatted(sql(parts.get(i)), i))
                .collect(Collectors.joining(", "));
        return "(SELECT CASE WHEN %s >= %d THEN true WHEN %s > %d THEN false END FROM (SELECT %s OFFSET 0) c)"
                .formatted(count(parts, "TRUE"), k, count(parts, "FALSE"), parts.size() - k, named);
    }

    private static String count(List<Eligibility> parts, String truth) {
        return IntStream.range(0, parts.size())
                .mapToObj(i -> "(c.p%d IS %s)::int".formatted(i, truth))
                .collect(Collectors.joining(" + "));
    }

    private String sql(Expression expression) {
        var fragment = SqlTranslator.translate(expression.root(), this::column, first + parameters.size());
        parameters.addAll(fragment.parameters());
        return fragment.sql();
    }

    private String column(String name) {
        return FactVocabulary.AS_OF.equals(name)
                ? AS_OF.formatted(first)
                : fresh.getOrDefault(name, columnOf.apply(name));
    }

    /** A fact that is too old is missing, and so is one of which nobody knows how old it is. */
    private String freshOnly(String fact, Freshness limit) {
        parameters.add(limit.days());
        return "(CASE WHEN %s - %s <= $%d::int THEN %s END)"
                .formatted(
                        AS_OF.formatted(first),
                        columnOf.apply(limit.on()),
                        first + parameters.size() - 1,
                        columnOf.apply(fact));
    }
}
