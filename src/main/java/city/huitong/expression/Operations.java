package city.huitong.expression;

import static city.huitong.expression.ValueType.BOOL;
import static city.huitong.expression.ValueType.TEXT;

import city.huitong.expression.Node.Arithmetic;
import city.huitong.expression.Node.Comparison;
import city.huitong.expression.Node.Conditional;
import city.huitong.expression.Node.Constant;
import city.huitong.expression.Node.Membership;
import city.huitong.expression.Node.Operator;
import city.huitong.expression.Node.Relation;
import city.huitong.expression.Node.TextRelation;
import city.huitong.expression.Node.TextTest;
import java.util.List;

/** Makes the nodes of operators, if their operands' types fit. */
final class Operations {

    private Operations() {}

    static Node comparison(Place at, Relation relation, Node first, Node second) {
        var left = Units.as(second.type(), first);
        var right = Units.as(first.type(), second);
        if (left.type() != right.type()) {
            throw at.refuse(Units.clash("compares", left, "with", right));
        }
        if (relation.ordering() && left.type() == BOOL) {
            throw at.refuse("true and false have no order; write == or !=");
        }
        return new Comparison(relation, left, right);
    }

    static Node arithmetic(Place at, Operator operator, Node first, Node second) {
        var left = Units.isSum(operator) ? Units.as(second.type(), first) : first;
        var right = Units.isSum(operator) ? Units.as(first.type(), second) : second;
        var type = Units.arithmetic(operator, left.type(), right.type())
                .orElseThrow(() -> at.refuse(Units.clash(operator, left, right)));
        if (operator == Operator.DIVIDE || operator == Operator.REMAINDER) {
            refuseZero(at, right);
        }
        return new Arithmetic(operator, type, left, right);
    }

    static void refuseZero(Place at, Node divisor) {
        if (divisor instanceof Constant(Value value) && Calculation.isZero(value)) {
            throw at.refuse("nothing can be divided by zero");
        }
    }

    static Node negation(Place at, Node operand) {
        var zero = switch (operand.type()) {
            case INT -> new Value.Int(0);
            case MONEY -> new Value.Money(0);
            case NUMBER -> new Value.Num(0);
            case BOOL, TEXT, DATE ->
                throw at.refuse("%s has no negative; write ! for not"
                        .formatted(operand.type().phrase()));
        };
        return new Arithmetic(Operator.SUBTRACT, operand.type(), new Constant(zero), operand);
    }

    static Node membership(Place at, Node operand, List<Node> elements) {
        if (elements.isEmpty()) {
            throw at.refuse("the list after in needs at least one value");
        }
        var values = elements.stream()
                .map(element -> element(at, operand, element))
                .distinct()
                .toList();
        return new Membership(operand, values);
    }

    private static Value element(Place at, Node operand, Node element) {
        var aligned = Units.as(operand.type(), element);
        if (aligned.type() != operand.type()) {
            throw at.refuse(Units.clash("looks for", operand, "in a list with", aligned));
        }
        if (aligned instanceof Constant(Value value)) {
            return value;
        }
        throw at.refuse("the list after in may hold only values that are known beforehand; compare facts with ==");
    }

    static Node conditional(Place at, Node test, Node first, Node second) {
        requireType(at, "what stands before ?", BOOL, test);
        var yes = Units.as(second.type(), first);
        var no = Units.as(first.type(), second);
        if (yes.type() != no.type()) {
            throw at.refuse(Units.clash("chooses between", yes, "and", no));
        }
        return new Conditional(test, yes, no);
    }

    static Node textTest(Place at, TextRelation relation, Node text, Node part) {
        requireType(at, "what stands before ." + relation.word(), TEXT, text);
        requireType(at, "what %s looks for".formatted(relation.word()), TEXT, part);
        return new TextTest(relation, text, part);
    }

    static void requireType(Place at, String what, ValueType type, Node node) {
        if (node.type() != type) {
            throw at.refuse("%s must be %s, not %s"
                    .formatted(what, type.phrase(), node.type().phrase()));
        }
    }
}
