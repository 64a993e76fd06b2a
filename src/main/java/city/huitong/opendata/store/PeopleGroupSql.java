package city.huitong.opendata.store;

import static java.util.stream.Collectors.joining;

import city.huitong.catalog.Field;
import city.huitong.catalog.FieldType;
import city.huitong.opendata.GroupQuery;
import city.huitong.opendata.Measure;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Groups of people, blurred as statistical offices do (cell keys: Fraser and Wooton, 2005; Thompson, Broadfoot and Elazar, 2013). Records
 * are added up for each person first. To a sum over people is added up to two and a half times what the one contributes who contributes
 * most, counts are rounded to fives then: whether any one person is in the group cannot be seen, nor by differences of groups. How much is
 * added follows from who is in the group, so that the same people under other names are blurred alike and nothing can be averaged out.
 *
 * @param noise SQL of the dataset's secret
 */
record PeopleGroupSql(GroupQuery query, GroupSql groups, String noise) {

    private static final int BASE = 5;
    private static final int DIGITS = 6;

    /** What blurs averages must differ from what blurs sums: their ratio would be the number of people. */
    private static final String OF_SUMS = "s";

    private static final String OF_AVERAGES = "a";

    /** Groups as {@code c0}, {@code c1} and so on; small ones are left out. */
    String select(String from, String where) {
        var columns = Stream.concat(
                        IntStream.range(0, query.by().size()).mapToObj(i -> "p.d" + i),
                        query.measures().stream().map(this::told))
                .toList();
        return "select " + GroupSql.numbered(columns) + " from (" + people(from, where) + ") p" + by("p.d") + " having "
                + "count(*) >= " + GroupQuery.SMALLEST_GROUP;
    }

    /** What each person adds to each group. */
    private String people(String from, String where) {
        var by = query.by();
        var dimensions = IntStream.range(0, by.size())
                .mapToObj(i -> groups.dimension(by.get(i)) + " as d" + i + ", ")
                .collect(joining());
        var sums = fields().stream().map(PeopleGroupSql::added).collect(joining());
        return "select " + dimensions + RecordSql.subject(query.dataset()) + " as person, count(*) as n" + sums
                + " from "
                + from + where + " group by "
                + IntStream.rangeClosed(1, by.size() + 1)
                        .mapToObj(Integer::toString)
                        .collect(joining(", "));
    }

    private String by(String prefix) {
        return query.by().isEmpty()
                ? ""
                : IntStream.range(0, query.by().size())
                        .mapToObj(i -> prefix + i)
                        .collect(joining(", ", " group by ", ""));
    }

    private List<Field> fields() {
        return query.measures().stream()
                .flatMap(measure -> measure.field().stream())
                .collect(Collectors.toMap(Field::name, field -> field, (one, _) -> one))
                .values()
                .stream()
                .toList();
    }

    private static String added(Field field) {
        var column = RecordSql.column(field);
        var counted = ", count(" + column + ") as " + count(field);
        return GroupSql.isNumber(field) ? counted + ", sum(" + column + ")::numeric as " + sum(field) : counted;
    }

    private static String count(Field field) {
        return "\"n:" + field.name() + "\"";
    }

    private static String sum(Field field) {
        return "\"s:" + field.name() + "\"";
    }

    private String told(Measure measure) {
        return measure.field()
                .map(field -> "case when count(*) filter (where " + has(field) + ") >= " + GroupQuery.SMALLEST_GROUP
                        + " then " + told(measure.function(), field) + " end")
                .orElseGet(() -> counted("p.n", "true"));
    }

    private String told(Measure.Function function, Field field) {
        return switch (function) {
            case COUNT -> counted("p." + count(field), has(field));
            case SUM -> shown(field, blurred("p." + sum(field), has(field), OF_SUMS), 0);
            case AVG ->
                shown(field, blurred("p." + sum(field), has(field), OF_AVERAGES) + " / sum(p." + count(field) + ")", 2);
            case COUNT_DISTINCT, MIN, MAX ->
                throw new IllegalStateException(function + " of people is refused when it is asked");
        };
    }

    private static String has(Field field) {
        return "p." + count(field) + " > 0";
    }

    /** Never fewer than the people there must be. */
    private String counted(String value, String who) {
        return "greatest(" + GroupQuery.SMALLEST_GROUP + ", " + BASE + " * round(" + blurred(value, who, OF_SUMS)
                + " / " + BASE + "))::bigint";
    }

    private String blurred(String value, String who, String use) {
        return "(sum(" + value + ") + max(abs(" + value + ")) * " + BASE + " / 2.0 * " + random(who, use) + ")";
    }

    /** From -1 to 1, always the same for the same people. */
    private String random(String who, String use) {
        var people = "sum(hashtextextended(p.person::text || " + noise + "::text, 0)) filter (where " + who + ")";
        return "((hashtextextended('" + use + "' || " + people + "::text || " + noise
                + "::text, 0) & 16777215)::numeric / 8388608 - 1)";
    }

    private static String shown(Field field, String value, int moneyDigits) {
        var rounded = field.type() == FieldType.MONEY
                ? "round((" + value + ") / 100, " + moneyDigits + ")"
                : "round(" + value + ", " + DIGITS + ")";
        return GroupSql.trimmed(rounded);
    }
}
