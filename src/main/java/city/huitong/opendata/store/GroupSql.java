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

    /** Groups: what they have in common and what is said of them, as {@code c0}, {@code c1} and so on. */
    String select(String from, String where) {
        var columns = Stream.concat(
                        query.by().stream().map(this::dimension),
                        query.measures().stream().map(GroupSql::measure))
                .toList();
        return "select " + numbered(columns) + " from " + from + where + grouping();
    }

    private String grouping() {
        return query.by().isEmpty()
                ? ""
                : IntStream.rangeClosed(1, query.by().size())
                        .mapToObj(Integer::toString)
                        .collect(joining(", ", " group by ", ""));
    }

    static String numbered(List<String> columns) {
        return IntStream.range(0, columns.size())
                .mapToObj(i -> columns.get(i) + " as c" + i)
                .collect(joining(", "));
    }

    /** SQL of what the records of a group have in common. */
    String dimension(Dimension dimension) {
        var field = dimension.field();
        return switch (dimension.part()) {
            case VALUE -> RecordSql.column(field);
            case YEAR -> "extract(year from " + CityDays.local(field, zone) + ")::bigint";
            case MONTH -> "to_char(" + CityDays.local(field, zone) + ", 'YYYY-MM')";
            case DAY -> CityDays.day(field, zone);
        };
    }

    private static String measure(Measure measure) {
        var column = measure.field().map(RecordSql::column).orElse("*");
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

    /** Whether values can be added up. */
    static boolean isNumber(Field field) {
        return switch (field.type()) {
            case INTEGER, NUMBER, MONEY -> true;
            default -> false;
        };
    }

    static String trimmed(String numeric) {
        return "trim_scale(" + numeric + ")";
    }
}
