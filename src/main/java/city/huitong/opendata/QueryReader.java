package city.huitong.opendata;

import static city.huitong.opendata.OpenDataProblem.KEY_WITHHELD;
import static city.huitong.opendata.OpenDataProblem.QUERY_INVALID;
import static city.huitong.opendata.OpenDataProblem.RECORDS_WITHHELD;

import city.huitong.catalog.Field;
import city.huitong.expression.Expression;
import city.huitong.expression.ExpressionCompiler;
import city.huitong.expression.ExpressionException;
import city.huitong.expression.Node;
import city.huitong.expression.Value;
import city.huitong.expression.ValueType;
import city.huitong.platform.problem.Violation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads the parts of a question and checks them against what the caller may read. Every refusal says which part is wrong and what would
 * be right.
 */
public final class QueryReader {

    /** Records on a page when nobody says otherwise. */
    public static final int DEFAULT_LIMIT = 20;

    /** The most records on one page; exports have no limit. */
    public static final int MAX_LIMIT = 1_000;

    private static final int MAX_ORDER = 5;
    private static final ExpressionCompiler COMPILER = new ExpressionCompiler();

    private final OpenDataset dataset;

    private QueryReader(OpenDataset dataset) {
        this.dataset = dataset;
    }

    /**
     * The question for records; refuses with {@code query-invalid}, {@code field-withheld} or {@code agreement-required}. Compiles the
     * condition, which takes a moment for a large one.
     */
    public static RecordQuery records(OpenDataset dataset, QueryText text) {
        var reader = new QueryReader(dataset.mustBeReadable());
        return new RecordQuery(
                dataset,
                text.select().map(reader::select).orElseGet(dataset::fields),
                text.where().map(reader::where),
                text.orderBy().map(reader::order).orElse(List.of()),
                text.limit().map(QueryReader::limit).orElse(DEFAULT_LIMIT),
                text.count().map(QueryReader::count).orElse(Count.NONE));
    }

    /** The question for what has changed; refuses with {@code key-withheld}, too, since a record that is gone has nothing but its key. */
    public static ChangesQuery changes(OpenDataset dataset, Optional<String> since, Optional<String> limit) {
        mustHaveOpenKey(dataset.mustBeReadable());
        if (dataset.isAboutPeople()) {
            throw RECORDS_WITHHELD.because("what is new tells of single people; ask for records or groups");
        }
        return new ChangesQuery(
                dataset,
                dataset.fields(),
                since.map(text -> version("?since", text)).orElse(0L),
                limit.map(QueryReader::limit).orElse(DEFAULT_LIMIT));
    }

    /**
     * The question for the record of this key.
     *
     * @param key the values of the key's fields in their order, separated by commas
     */
    public static RecordQuery record(OpenDataset dataset, String key) {
        mustHaveOpenKey(dataset.mustBeReadable());
        return new RecordQuery(
                dataset, dataset.fields(), Optional.of(KeyCondition.of(dataset, key)), List.of(), 1, Count.NONE);
    }

    /** The question for what the record of this key has been; refuses with {@code records-withheld} of people. */
    public static HistoryQuery history(OpenDataset dataset, String key, Optional<String> limit) {
        mustHaveOpenKey(dataset.mustBeReadable());
        if (dataset.isAboutPeople()) {
            throw RECORDS_WITHHELD.because("what somebody was before is told to nobody; ask for records or groups");
        }
        return new HistoryQuery(
                dataset,
                dataset.fields(),
                KeyCondition.of(dataset, key),
                limit.map(QueryReader::limit).orElse(DEFAULT_LIMIT));
    }

    private static void mustHaveOpenKey(OpenDataset dataset) {
        if (!dataset.hasOpenKey()) {
            throw KEY_WITHHELD.because("records of " + dataset.id() + " can be read in pages only");
        }
    }

    /** The number of a version; refuses with {@code query-invalid}. */
    public static long versionNumber(String text) {
        return version("?version", text);
    }

    private static long version(String place, String text) {
        if (text.matches("[0-9]{1,18}")) {
            return Long.parseLong(text);
        }
        throw invalid(place, "out-of-range", "must be the number of a version");
    }

    /** The condition of a question for groups. */
    static Optional<Expression> condition(OpenDataset dataset, Optional<String> where) {
        return where.map(new QueryReader(dataset)::where);
    }

    private List<Field> select(String text) {
        var fields = names(text, "?select", name -> dataset.require(name, "?select"));
        if (new HashSet<>(fields).size() < fields.size()) {
            throw invalid("?select", "duplicate", "must name each field once");
        }
        return fields;
    }

    private List<Order> order(String text) {
        var order = names(text, "?order_by", this::step);
        var fields = order.stream().map(Order::field).collect(Collectors.toSet());
        if (fields.size() < order.size() || order.size() > MAX_ORDER) {
            throw invalid("?order_by", "order-size", "must name at most " + MAX_ORDER + " fields, each once");
        }
        return order;
    }

    private Order step(String text) {
        var descending = text.startsWith("-");
        var field = dataset.require(descending ? text.substring(1) : text, "?order_by");
        if (!field.type().isScalar()) {
            throw invalid("?order_by", "scalar-expected", "must not name an array or object");
        }
        return new Order(field, descending);
    }

    private Expression where(String text) {
        var condition = compiled(text);
        if (condition.type() != ValueType.BOOL) {
            throw invalid(
                    "?where",
                    "condition-expected",
                    "must be true or false, not " + condition.type().phrase());
        }
        condition.names().forEach(name -> dataset.require(name, "?where"));
        mustBeHarmless(condition.root());
        return condition;
    }

    /**
     * Of people nothing may be calculated: whether a calculation fails, or how long it takes, would tell of one of them. And no text has
     * the character NUL, which PostgreSQL keeps in none.
     */
    private void mustBeHarmless(Node node) {
        if (node instanceof Node.Arithmetic && dataset.isAboutPeople()) {
            throw invalid(
                    "?where", "calculation-refused", "must compare fields of people only, not calculate with them");
        }
        if (node instanceof Node.Constant(Value.Text(String text)) && text.indexOf(0) >= 0) {
            throw invalid("?where", "character-refused", "must not have the character NUL");
        }
        node.children().forEach(this::mustBeHarmless);
    }

    private Expression compiled(String text) {
        try {
            return COMPILER.compile(text, dataset.scope());
        } catch (ExpressionException wrong) {
            var all = wrong.errors().stream()
                    .map(error -> new Violation(
                            "?where",
                            "expression-invalid",
                            "%d:%d %s".formatted(error.line(), error.column(), error.message())))
                    .toList();
            throw QUERY_INVALID.because("the condition cannot be read").with(all);
        }
    }

    static int limit(String text) {
        if (text.matches("[0-9]{1,4}")) {
            var limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MAX_LIMIT) {
                return limit;
            }
        }
        throw invalid("?limit", "out-of-range", "must be from 1 to " + MAX_LIMIT);
    }

    private static Count count(String text) {
        return Arrays.stream(Count.values())
                .filter(each -> each.word().equals(text))
                .findFirst()
                .orElseThrow(() -> invalid("?count", "unknown-word", "must be none, estimated or exact"));
    }

    /** The parts of a list with commas; spaces around them do not count. */
    static <T> List<T> names(String text, String place, Function<String, T> read) {
        var parts = new ArrayList<T>();
        for (var part : text.split(",", -1)) {
            if (part.isBlank()) {
                throw invalid(place, "name-expected", "must be names separated by commas");
            }
            parts.add(read.apply(part.strip()));
        }
        return parts;
    }

    /** A {@code query-invalid} about one parameter. */
    public static RuntimeException invalid(String place, String code, String sentence) {
        return QUERY_INVALID
                .because("a parameter of the query is wrong")
                .with(List.of(new Violation(place, code, sentence)));
    }
}
