package city.huitong.opendata.store;

import static java.util.stream.Collectors.joining;

import city.huitong.catalog.Field;
import city.huitong.catalog.FieldType;
import city.huitong.opendata.Dimension;
import city.huitong.opendata.GroupQuery;
import city.huitong.opendata.Measure;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The parts of a statement that make groups. */
record GroupSql(GroupQuery query, ZoneId zone) {

    /** Yuan from fen, exactly. */
    private static final String YUAN = " / 100";

    private static final int MONEY_DIGITS = 4;
    private static final int DIGITS = 6;

    /** What groups have in common and what is said of them, as {@code c0}, {@code c1} and so on. */
    String columns() {
        var all = Stream.concat(
                        query.by().stream().map(this::dimension),
                        query.measures().stream().map(this::told))
                .toList();
        return numbered(all);
    }

    /** Which rows are a group, and of people which are large enough to be told of. */
    String grouping() {
        var by = query.by().isEmpty()
                ? ""
                : IntStream.rangeClosed(1, query.by().size())
                        .mapToObj(Integer::toString)
                        .collect(joining(", ", " group by ", ""));
        return query.dataset().isAboutPeople() ? by + " having " + isLarge("true") : by;
    }

    /** Whether there are enough people among the records that meet a condition. */
    private String isLarge(String condition) {
        return "count(distinct " + QuerySql.subject(query.dataset()) + ") filter (where " + condition + ") >= "
                + GroupQuery.SMALLEST_GROUP;
    }

    private static String numbered(List<String> columns) {
        return IntStream.range(0, columns.size())
                .mapToObj(i -> columns.get(i) + " as c" + i)
                .collect(joining(", "));
    }

    private String dimension(Dimension dimension) {
        var field = dimension.field();
        return switch (dimension.part()) {
            case VALUE -> QuerySql.column(field);
            case YEAR -> "extract(year from " + CityDays.local(field, zone) + ")::bigint";
            case MONTH -> "to_char(" + CityDays.local(field, zone) + ", 'YYYY-MM')";
            case DAY -> CityDays.day(field, zone);
        };
    }

    /** Of people only where enough of the group have a value. */
    private String told(Measure measure) {
        var field = measure.field();
        return query.dataset().isAboutPeople() && field.isPresent()
                ? "case when " + isLarge(QuerySql.column(field.get()) + " is not null") + " then " + measure(measure)
                        + " end"
                : measure(measure);
    }

    private static String measure(Measure measure) {
        var column = measure.field().map(QuerySql::column).orElse("*");
        var money =
                measure.field().map(Field::type).filter(FieldType.MONEY::equals).isPresent();
        return switch (measure.function()) {
            case COUNT -> "count(" + column + ")";
            case COUNT_DISTINCT -> "count(distinct " + column + ")";
            case SUM -> trimmed("sum(" + column + ")::numeric" + (money ? YUAN : ""));
            case AVG ->
                trimmed(
                        money
                                ? "round(avg(" + column + ")" + YUAN + ", " + MONEY_DIGITS + ")"
                                : "round(avg(" + column + "), " + DIGITS + ")");
            case MIN -> "min(" + column + ")";
            case MAX -> "max(" + column + ")";
        };
    }

    private static String trimmed(String numeric) {
        return "trim_scale(" + numeric + ")";
    }
}
