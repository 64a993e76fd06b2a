package city.huitong.expression;

import city.huitong.expression.Node.And;
import city.huitong.expression.Node.Arithmetic;
import city.huitong.expression.Node.Call;
import city.huitong.expression.Node.Comparison;
import city.huitong.expression.Node.Conditional;
import city.huitong.expression.Node.Constant;
import city.huitong.expression.Node.Known;
import city.huitong.expression.Node.Membership;
import city.huitong.expression.Node.Not;
import city.huitong.expression.Node.Or;
import city.huitong.expression.Node.Relation;
import city.huitong.expression.Node.TextTest;
import city.huitong.expression.Node.Variable;
import city.huitong.expression.Value.Bool;
import city.huitong.expression.Value.Day;
import city.huitong.expression.Value.Int;
import city.huitong.expression.Value.Money;
import city.huitong.expression.Value.Num;
import city.huitong.expression.Value.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Says the same as {@link Evaluator} in PostgreSQL, where null is missing. Columns are expected as boolean, bigint (also for
 * money, in fen), double precision or numeric, text and date. Whole numbers are calculated as numeric and become null beyond
 * 64 bits, as the evaluator makes them missing; nothing is divided by zero. The one difference: calculating with decimal
 * numbers beyond the range of double precision is an error in PostgreSQL. (It also prints a decimal zero as -0 at times, which
 * compares as zero.)
 */
public final class SqlTranslator {

    /** {@code numeric} one beyond the whole numbers of 64 bits, on both sides. */
    private static final String ABOVE = "9223372036854775808";

    private static final String BELOW = "-9223372036854775809";

    /** Enough decimals that a quotient of two 64-bit numbers cannot be rounded onto a half that it is not. */
    private static final String EXACT = "::numeric(60, 40)";

    private final Function<String, String> columnOf;
    private final int firstParameter;
    private final List<Object> parameters = new ArrayList<>();

    private SqlTranslator(Function<String, String> columnOf, int firstParameter) {
        this.columnOf = columnOf;
        this.firstParameter = firstParameter;
    }

    /**
     * Translates a tree.
     *
     * @param columnOf SQL for a variable, trusted: it goes into the text as it is
     * @param firstParameter the number of the first {@code $n}
     */
    public static SqlFragment translate(Node node, Function<String, String> columnOf, int firstParameter) {
        var translator = new SqlTranslator(columnOf, firstParameter);
        var sql = translator.sql(node);
        return new SqlFragment(sql, translator.parameters);
    }

    private String sql(Node node) {
        return switch (node) {
            case Constant(Value value) -> constant(value);
            case Variable variable -> column(variable);
            case Not(Node operand) -> "(NOT %s)".formatted(sql(operand));
            case And(List<Node> parts) -> joined(parts, " AND ");
            case Or(List<Node> parts) -> joined(parts, " OR ");
            case Comparison comparison -> comparison(comparison);
            case Membership(Node operand, List<Value> values) -> membership(operand, values);
            case Arithmetic arithmetic -> arithmetic(arithmetic);
            case TextTest test -> textTest(test);
            case Conditional(Node test, Node yes, Node no) -> conditional(test, yes, no);
            case Call call -> call(call);
            case Known(Variable(String name, var _)) -> "(%s IS NOT NULL)".formatted(columnOf.apply(name));
        };
    }

    /** The cast tells PostgreSQL the parameter's type where it could not infer it. */
    private String constant(Value value) {
        return switch (value) {
            case Bool(boolean truth) -> bound(truth, "boolean");
            case Int(long number) -> bound(number, "bigint");
            case Money(long fen) -> bound(fen, "bigint");
            case Num(double number) -> bound(number, "double precision");
            case Text(String text) -> bound(text, "text");
            case Day(var day) -> bound(day, "date");
        };
    }

    private String bound(Object value, String type) {
        parameters.add(value);
        return "$%d::%s".formatted(firstParameter + parameters.size() - 1, type);
    }

    /** Decimal facts may be kept as numeric; they are calculated with in the evaluator's precision. */
    private String column(Variable variable) {
        var column = columnOf.apply(variable.name());
        return variable.type() == ValueType.NUMBER ? "(%s)::double precision".formatted(column) : column;
    }

    private String joined(List<Node> parts, String junction) {
        return parts.stream().map(this::sql).collect(Collectors.joining(junction, "(", ")"));
    }

    private String comparison(Comparison comparison) {
        var relation = comparison.relation();
        var collation = relation.ordering() && comparison.left().type() == ValueType.TEXT ? " COLLATE \"C\"" : "";
        return "(%s%s %s %s%2$s)".formatted(sql(comparison.left()), collation, sign(relation), sql(comparison.right()));
    }

    private static String sign(Relation relation) {
        return switch (relation) {
            case EQUAL -> "=";
            case NOT_EQUAL -> "<>";
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> relation.sign();
        };
    }

    private String membership(Node operand, List<Value> values) {
        var sought = sql(operand);
        return values.stream().map(this::constant).collect(Collectors.joining(", ", "(" + sought + " IN (", "))"));
    }

    private String arithmetic(Arithmetic node) {
        var left = sql(node.left());
        var right = sql(node.right());
        return node.type() == ValueType.NUMBER ? decimal(node, left, right) : whole(node, left, right);
    }

    private static String decimal(Arithmetic node, String left, String right) {
        return switch (node.operator()) {
            case ADD, SUBTRACT, MULTIPLY ->
                "(%s %s %s)".formatted(left, node.operator().sign(), right);
            case DIVIDE, REMAINDER -> "(%s / NULLIF(%s, 0))".formatted(left, right);
        };
    }

    private static String whole(Arithmetic node, String left, String right) {
        return switch (node.operator()) {
            case ADD, SUBTRACT, MULTIPLY ->
                within64Bits("%s::numeric %s %s".formatted(left, node.operator().sign(), right));
            case DIVIDE -> within64Bits("div(%s::numeric, NULLIF(%s, 0))".formatted(left, right));
            case REMAINDER -> "(%s %% NULLIF(%s, 0))".formatted(left, right);
        };
    }

    /** LEAST and GREATEST skip null, so that null too ends at the bound above, which then becomes null. */
    private static String within64Bits(String numeric) {
        return "NULLIF(NULLIF(GREATEST(LEAST(%s, %s), %s), %2$s), %3$s)::bigint".formatted(numeric, ABOVE, BELOW);
    }

    private String textTest(TextTest test) {
        var text = sql(test.text());
        var part = sql(test.part());
        return switch (test.relation()) {
            case STARTS_WITH -> "starts_with(%s, %s)".formatted(text, part);
            case ENDS_WITH -> "starts_with(reverse(%s), reverse(%s))".formatted(text, part);
            case CONTAINS -> "(strpos(%s, %s) > 0)".formatted(text, part);
        };
    }

    private String conditional(Node test, Node yes, Node no) {
        return named(
                "CASE WHEN c.a THEN c.b WHEN NOT c.a THEN c.c WHEN c.b = c.c THEN c.b END",
                "%s AS a, %s AS b, %s AS c".formatted(sql(test), sql(yes), sql(no)));
    }

    private String call(Call call) {
        var first = sql(call.arguments().get(0));
        var second = sql(call.arguments().get(1));
        return switch (call.function()) {
            case AGE_AT -> elapsed(first, second, "");
            case MONTHS -> elapsed(first, second, " * 12");
            case DAYS_BETWEEN -> "(%2$s - %1$s)::bigint".formatted(first, second);
            case ROUND -> within64Bits("round(%s%s / NULLIF(%s, 0))".formatted(first, EXACT, second));
            case MIN -> chosen("<=", first, second);
            case MAX -> chosen(">=", first, second);
        };
    }

    /** Twelve times the interval has as many years as the interval has months. */
    private static String elapsed(String from, String to, String times) {
        return "extract(year FROM age((%s)::timestamp, (%s)::timestamp)%s)::bigint".formatted(to, from, times);
    }

    /** LEAST and GREATEST would skip null. */
    private static String chosen(String relation, String first, String second) {
        return named(
                "CASE WHEN c.a %s c.b THEN c.a WHEN c.b IS NOT NULL AND c.a IS NOT NULL THEN c.b END"
                        .formatted(relation),
                "%s AS a, %s AS b".formatted(first, second));
    }

    /** Names operands that are used twice; OFFSET 0 keeps the planner from copying them back, which grows with nesting. */
    private static String named(String using, String operands) {
        return "(SELECT %s FROM (SELECT %s OFFSET 0) c)".formatted(using, operands);
    }
}
