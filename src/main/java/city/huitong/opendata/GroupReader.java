package city.huitong.opendata;

import city.huitong.catalog.Field;
import city.huitong.catalog.FieldType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads questions for groups and checks them against what the caller may read. */
public final class GroupReader {

    private static final String GROUP_BY = "?group_by";
    private static final String AGGREGATE = "?aggregate";
    private static final String ORDER_BY = "?order_by";
    private static final int MOST_DIMENSIONS = 6;
    private static final int MOST_MEASURES = 20;
    private static final Set<FieldType> NUMBERS = Set.of(FieldType.INTEGER, FieldType.NUMBER, FieldType.MONEY);
    private static final Set<FieldType> DAYS = Set.of(FieldType.DATE, FieldType.TIMESTAMP);

    /** {@code count}, {@code lines}, {@code sum(lines)}, {@code sum(lines) as all_lines}. */
    private static final Pattern TERM = Pattern.compile(
            "(?:(?<function>[a-z_]+)\\((?<inner>[a-z0-9_]*)\\)|(?<plain>[a-z0-9_]+))(?: +as +(?<name>[a-z][a-z0-9_]{0,48}))?");

    private final OpenDataset dataset;

    private GroupReader(OpenDataset dataset) {
        this.dataset = dataset;
    }

    /** The question; refuses with {@code query-invalid}, {@code field-withheld} or {@code agreement-required}. */
    public static GroupQuery groups(OpenDataset dataset, GroupText text) {
        var reader = new GroupReader(dataset.mustBeReadable());
        var by = text.groupBy()
                .map(list -> QueryReader.names(list, GROUP_BY, reader::dimension))
                .orElse(List.of());
        var measures = QueryReader.names(text.aggregate().orElse("count"), AGGREGATE, reader::measure);
        if (dataset.isAboutPeople() && text.where().isPresent()) {
            throw QueryReader.invalid(
                    "?where",
                    "condition-refused",
                    "is not taken for groups of people: two answers would tell of who is in only one");
        }
        var where = QueryReader.condition(dataset, text.where());
        var limit = text.limit().map(QueryReader::limit).orElse(QueryReader.DEFAULT_LIMIT);
        mustBeFew(by.size(), MOST_DIMENSIONS, GROUP_BY);
        mustBeFew(measures.size(), MOST_MEASURES, AGGREGATE);
        var names = names(by, measures);
        var order = text.orderBy().map(list -> order(list, names)).orElse(List.of());
        return new GroupQuery(dataset, by, measures, where, order, limit);
    }

    private static void mustBeFew(int size, int most, String place) {
        if (size > most) {
            throw QueryReader.invalid(place, "too-many", "must be at most " + most);
        }
    }

    private static List<String> names(List<Dimension> by, List<Measure> measures) {
        var names = new ArrayList<String>();
        by.forEach(each -> names.add(each.name()));
        measures.forEach(each -> names.add(each.name()));
        if (new HashSet<>(names).size() < names.size()) {
            throw QueryReader.invalid(AGGREGATE, "duplicate", "must have different names; give one with `as`");
        }
        return names;
    }

    private Dimension dimension(String text) {
        var term = term(text, GROUP_BY);
        var function = Optional.ofNullable(term.group("function"));
        var part = function.map(word -> word(word, Dimension.Part.values(), Dimension.Part::word, GROUP_BY))
                .orElse(Dimension.Part.VALUE);
        var field = dataset.require(function.isPresent() ? term.group("inner") : term.group("plain"), GROUP_BY);
        if (part != Dimension.Part.VALUE && !DAYS.contains(field.type())) {
            throw QueryReader.invalid(GROUP_BY, "day-expected", "must be " + part.word() + " of a date or a moment");
        }
        mustBeScalar(field, GROUP_BY);
        return new Dimension(name(term, function, field), field, part);
    }

    private Measure measure(String text) {
        var term = term(text, AGGREGATE);
        var plain = Optional.ofNullable(term.group("plain"));
        var function = word(
                plain.orElseGet(() -> term.group("function")),
                Measure.Function.values(),
                Measure.Function::word,
                AGGREGATE);
        var inner = Optional.ofNullable(term.group("inner")).filter(name -> !name.isEmpty());
        if (inner.isEmpty()) {
            return counted(term, function);
        }
        var field = dataset.require(inner.get(), AGGREGATE);
        mustFit(function, field);
        return new Measure(name(term, Optional.of(function.word()), field), function, Optional.of(field));
    }

    private static Measure counted(Matcher term, Measure.Function function) {
        if (function != Measure.Function.COUNT) {
            throw QueryReader.invalid(AGGREGATE, "field-expected", "must name a field: " + function.word() + "(field)");
        }
        return new Measure(Optional.ofNullable(term.group("name")).orElse("count"), function, Optional.empty());
    }

    private void mustFit(Measure.Function function, Field field) {
        mustBeScalar(field, AGGREGATE);
        switch (function) {
            case COUNT -> {}
            case COUNT_DISTINCT -> mustNotBeOfPeople(function);
            case SUM, AVG -> {
                if (!NUMBERS.contains(field.type())) {
                    throw QueryReader.invalid(
                            AGGREGATE, "number-expected", function.word() + " needs a field of numbers");
                }
            }
            case MIN, MAX -> {
                mustNotBeOfPeople(function);
                mustBeComparable(function, field);
            }
        }
    }

    /** The largest value of a group is that of one person, and so may be one more among its different values. */
    private void mustNotBeOfPeople(Measure.Function function) {
        if (dataset.isAboutPeople()) {
            throw QueryReader.invalid(AGGREGATE, "function-refused", function.word() + " is not told of people");
        }
    }

    private static void mustBeComparable(Measure.Function function, Field field) {
        if (field.type() == FieldType.BOOLEAN) {
            throw QueryReader.invalid(
                    AGGREGATE, "function-refused", function.word() + " is not told of what is true or false");
        }
    }

    private static void mustBeScalar(Field field, String place) {
        if (!field.type().isScalar()) {
            throw QueryReader.invalid(place, "scalar-expected", "must not name an array or object");
        }
    }

    private static List<GroupQuery.Step> order(String text, List<String> names) {
        var steps = QueryReader.names(text, ORDER_BY, word -> step(word, names));
        if (steps.stream().map(GroupQuery.Step::column).distinct().count() < steps.size()) {
            throw QueryReader.invalid(ORDER_BY, "duplicate", "must name each once");
        }
        return steps;
    }

    private static GroupQuery.Step step(String text, List<String> names) {
        var descending = text.startsWith("-");
        var column = names.indexOf(descending ? text.substring(1) : text);
        if (column < 0) {
            throw QueryReader.invalid(ORDER_BY, "unknown-name", "must be one of " + String.join(", ", names));
        }
        return new GroupQuery.Step(column, descending);
    }

    private static Matcher term(String text, String place) {
        var term = TERM.matcher(text);
        if (!term.matches()) {
            throw QueryReader.invalid(
                    place, "term-expected", "must look like field, function(field) or function(field) as name");
        }
        return term;
    }

    private static String name(Matcher term, Optional<String> function, Field field) {
        return Optional.ofNullable(term.group("name"))
                .orElseGet(() -> function.map(word -> word + "_" + field.name()).orElseGet(field::name));
    }

    private static <T> T word(String word, T[] values, Function<T, String> spelling, String place) {
        var words = Arrays.stream(values)
                .map(spelling)
                .filter(each -> !each.equals("value"))
                .toList();
        return Arrays.stream(values)
                .filter(value -> words.contains(word) && spelling.apply(value).equals(word))
                .findFirst()
                .orElseThrow(() ->
                        QueryReader.invalid(place, "unknown-function", "must be one of " + String.join(", ", words)));
    }
}
