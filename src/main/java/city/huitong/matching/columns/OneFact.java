package city.huitong.matching.columns;

import city.huitong.expression.Bindings;
import city.huitong.expression.Evaluator;
import city.huitong.expression.Missing;
import city.huitong.expression.Node;
import city.huitong.expression.Node.And;
import city.huitong.expression.Node.Arithmetic;
import city.huitong.expression.Node.Call;
import city.huitong.expression.Node.Comparison;
import city.huitong.expression.Node.Membership;
import city.huitong.expression.Node.Not;
import city.huitong.expression.Node.Operator;
import city.huitong.expression.Node.Or;
import city.huitong.expression.Node.Relation;
import city.huitong.expression.Node.Variable;
import city.huitong.expression.Result;
import city.huitong.expression.Value;
import java.util.List;
import java.util.function.Function;
import org.roaringbitmap.RoaringBitmap;

/**
 * A condition on one fact, for rows that have it. It is asked by {@link Evaluator} for values, not for rows: for each text that occurs,
 * and for numbers by halving where the condition grows or falls with the fact.
 *
 * @param given what is no fact
 * @param byRow the last resort
 */
record OneFact(Node condition, String fact, Bindings given, Function<Node, Truths> byRow) {

    /** What it says about these rows, all of which have the fact. */
    Truths evaluate(Column column, RoaringBitmap rows) {
        return switch (column) {
            case Column.Flags flags -> ofFlags(flags, rows);
            case Column.Texts texts -> texts.hasRows() ? ofTexts(condition, texts, rows) : byRow.apply(condition);
            case Column.Numbers numbers -> ofNumbers(condition, numbers, rows);
        };
    }

    private Result ask(Node node, Value value) {
        return Evaluator.evaluate(node, name -> fact.equals(name) ? value : given.value(name));
    }

    private Truths ofFlags(Column.Flags flags, RoaringBitmap rows) {
        var yes = ColumnEvaluator.same(ask(condition, Value.Bool.TRUE), RoaringBitmap.and(rows, flags.holds()));
        var no = ColumnEvaluator.same(ask(condition, Value.Bool.FALSE), RoaringBitmap.andNot(rows, flags.holds()));
        return new Truths(RoaringBitmap.or(yes.holds(), no.holds()), RoaringBitmap.or(yes.fails(), no.fails()));
    }

    private Truths ofTexts(Node node, Column.Texts column, RoaringBitmap rows) {
        return switch (node) {
            case Comparison(var relation, Variable _, Node.Constant(Value.Text(String text)))
            when !relation.ordering() -> isText(relation, column.rowsOf(text), rows);
            case Membership(Variable _, var values) -> inTexts(column, values, rows);
            default -> ofEachText(node, column, rows);
        };
    }

    private static Truths isText(Relation relation, RoaringBitmap found, RoaringBitmap rows) {
        var truths = new Truths(RoaringBitmap.and(rows, found), RoaringBitmap.andNot(rows, found));
        return relation == Relation.EQUAL ? truths : truths.negated();
    }

    private static Truths inTexts(Column.Texts column, List<Value> values, RoaringBitmap rows) {
        var found = new RoaringBitmap();
        values.forEach(value -> found.or(column.rowsOf(((Value.Text) value).value())));
        return isText(Relation.EQUAL, found, rows);
    }

    private Truths ofEachText(Node node, Column.Texts column, RoaringBitmap rows) {
        var holds = new RoaringBitmap();
        var fails = new RoaringBitmap();
        for (int i = 0; i < column.texts().size(); i++) {
            var result = ask(node, new Value.Text(column.texts().get(i)));
            if (result instanceof Value.Bool(boolean is)) {
                (is ? holds : fails).or(column.rows().get(i));
            }
        }
        return new Truths(holds, fails).within(rows);
    }

    private Truths ofNumbers(Node node, Column.Numbers column, RoaringBitmap rows) {
        return switch (node) {
            case Not(var operand) -> ofNumbers(operand, column, rows).negated();
            case And(var parts) -> junction(parts, column, rows);
            case Or(var parts) ->
                junction(parts.stream().<Node>map(Not::new).toList(), column, rows)
                        .negated();
            case Membership(Variable _, var values) -> inNumbers(column, values, rows);
            case Comparison comparison when isOrdered(comparison) -> compared(comparison, column, rows);
            default -> byRow.apply(node).within(rows);
        };
    }

    private Truths junction(List<Node> parts, Column.Numbers column, RoaringBitmap rows) {
        var holds = rows.clone();
        var fails = new RoaringBitmap();
        for (var part : parts) {
            var truths = part.names().contains(fact)
                    ? ofNumbers(part, column, rows)
                    : ColumnEvaluator.same(Evaluator.evaluate(part, given), rows);
            holds.and(truths.holds());
            fails.or(truths.fails());
        }
        return new Truths(holds, fails);
    }

    private static Truths inNumbers(Column.Numbers column, List<Value> values, RoaringBitmap rows) {
        var found = new RoaringBitmap();
        values.forEach(value -> found.or(column.equalTo(Column.ordered(value), rows)));
        return new Truths(found, RoaringBitmap.andNot(rows, found));
    }

    /** Whether one side grows or falls with the fact and the other one does not depend on it. */
    private boolean isOrdered(Comparison comparison) {
        return isMonotone(comparison.left()) && isFixed(comparison.right())
                || isFixed(comparison.left()) && isMonotone(comparison.right());
    }

    private boolean isFixed(Node node) {
        return !node.names().contains(fact);
    }

    private boolean isMonotone(Node node) {
        return switch (node) {
            case Variable _ -> !isFixed(node);
            case Arithmetic(var operator, var _, var left, var right)
            when operator != Operator.REMAINDER ->
                isMonotone(left) && isFixed(right) || operator != Operator.DIVIDE && isFixed(left) && isMonotone(right);
            case Call call -> isMonotone(call);
            default -> false;
        };
    }

    private boolean isMonotone(Call call) {
        var first = call.arguments().get(0);
        var second = call.arguments().get(1);
        return isMonotone(first) && isFixed(second)
                || call.function() != Node.Function.ROUND && isFixed(first) && isMonotone(second);
    }

    private Truths compared(Comparison comparison, Column.Numbers column, RoaringBitmap rows) {
        return switch (comparison.relation()) {
            case EQUAL ->
                junction(
                        List.of(with(comparison, Relation.LESS_OR_EQUAL), with(comparison, Relation.GREATER_OR_EQUAL)),
                        column,
                        rows);
            case NOT_EQUAL ->
                compared(with(comparison, Relation.EQUAL), column, rows).negated();
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> halved(comparison, column, rows);
        };
    }

    private static Comparison with(Comparison comparison, Relation relation) {
        return new Comparison(relation, comparison.left(), comparison.right());
    }

    /** True up to some value and false from there, or the other way round: where it turns is found by halving. */
    private Truths halved(Comparison comparison, Column.Numbers column, RoaringBitmap rows) {
        var first = ask(comparison, column.decoded(column.min()));
        var last = ask(comparison, column.decoded(column.max()));
        if (first instanceof Missing || last instanceof Missing) {
            // A calculation has no result somewhere.
            return byRow.apply(comparison).within(rows);
        }
        if (first.equals(last)) {
            return ColumnEvaluator.same(first, rows);
        }
        var below = column.below(turn(comparison, column, first), rows);
        var truths = new Truths(below, RoaringBitmap.andNot(rows, below));
        return first.equals(Value.Bool.TRUE) ? truths : truths.negated();
    }

    /** The smallest value for which the answer is another one than for the first. */
    private long turn(Comparison comparison, Column.Numbers column, Result first) {
        var same = column.min();
        var other = column.max();
        while (other - same != 1) {
            var middle = same + Long.divideUnsigned(other - same, 2);
            if (ask(comparison, column.decoded(middle)).equals(first)) {
                same = middle;
            } else {
                other = middle;
            }
        }
        return other;
    }
}
