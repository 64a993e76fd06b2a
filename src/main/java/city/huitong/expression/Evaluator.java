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
import city.huitong.expression.Node.TextTest;
import city.huitong.expression.Node.Variable;
import city.huitong.expression.Value.Bool;
import city.huitong.expression.Value.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers an expression for one subject, in Kleene's strong three-valued logic: a missing fact makes the answer missing only
 * if the answer depends on it. A calculation without a result (division by zero, more than 64 bits, not finite) is not known
 * either and counts as missing, naming the facts it is computed from. Never throws for bindings that keep to the declared
 * types, and always gives the same result for the same facts.
 */
public final class Evaluator {

    private Evaluator() {}

    public static Result evaluate(Node node, Bindings bindings) {
        return switch (node) {
            case Constant(Value value) -> value;
            case Variable variable -> read(variable, bindings);
            case Comparison comparison -> compare(comparison, bindings);
            case And(List<Node> parts) -> junction(parts, false, bindings);
            case Or(List<Node> parts) -> junction(parts, true, bindings);
            case Not(Node operand) -> not(evaluate(operand, bindings));
            case Membership membership -> member(membership, bindings);
            case Arithmetic arithmetic -> calculate(arithmetic, bindings);
            case Call call -> call(call, bindings);
            case TextTest test -> test(test, bindings);
            case Conditional conditional -> choose(conditional, bindings);
            case Known(Variable(String name, var _)) -> Bool.of(bindings.value(name) != null);
        };
    }

    private static Result read(Variable variable, Bindings bindings) {
        var value = bindings.value(variable.name());
        if (value == null) {
            return Missing.of(variable.name());
        }
        if (value.type() != variable.type()) {
            throw new IllegalArgumentException(
                    "%s is declared as %s, not %s".formatted(variable.name(), variable.type(), value.type()));
        }
        return value;
    }

    private static Result compare(Comparison comparison, Bindings bindings) {
        var left = evaluate(comparison.left(), bindings);
        var right = evaluate(comparison.right(), bindings);
        return left instanceof Value a && right instanceof Value b
                ? Bool.of(Order.holds(comparison.relation(), a, b))
                : union(left, right);
    }

    /** {@code decisive} settles the answer whatever the other parts are: false for and, true for or. */
    private static Result junction(List<Node> parts, boolean decisive, Bindings bindings) {
        @Nullable Missing open = null;
        for (var i = 0; i < parts.size(); i++) {
            var part = evaluate(parts.get(i), bindings);
            if (part instanceof Missing missing) {
                open = open == null ? missing : open.and(missing);
            } else if (isTrue(part) == decisive) {
                return part;
            }
        }
        return open == null ? Bool.of(!decisive) : open;
    }

    private static Result not(Result operand) {
        return operand instanceof Missing ? operand : Bool.of(!isTrue(operand));
    }

    private static Result member(Membership membership, Bindings bindings) {
        return switch (evaluate(membership.operand(), bindings)) {
            case Missing missing -> missing;
            case Value value -> Bool.of(membership.values().contains(value));
        };
    }

    private static Result calculate(Arithmetic node, Bindings bindings) {
        var left = evaluate(node.left(), bindings);
        var right = evaluate(node.right(), bindings);
        if (!(left instanceof Value a && right instanceof Value b)) {
            return union(left, right);
        }
        try {
            return Calculation.of(node.operator(), node.type(), a, b);
        } catch (ArithmeticException _) {
            return new Missing(node.names());
        }
    }

    private static Result call(Call node, Bindings bindings) {
        var first = evaluate(node.arguments().get(0), bindings);
        var second = evaluate(node.arguments().get(1), bindings);
        if (!(first instanceof Value a && second instanceof Value b)) {
            return union(first, second);
        }
        try {
            return Calculation.of(node.function(), node.type(), a, b);
        } catch (ArithmeticException _) {
            return new Missing(node.names());
        }
    }

    private static Result test(TextTest test, Bindings bindings) {
        var text = evaluate(test.text(), bindings);
        var part = evaluate(test.part(), bindings);
        if (!(text instanceof Text(String whole) && part instanceof Text(String piece))) {
            return union(text, part);
        }
        return Bool.of(
                switch (test.relation()) {
                    case STARTS_WITH -> whole.startsWith(piece);
                    case ENDS_WITH -> whole.endsWith(piece);
                    case CONTAINS -> whole.contains(piece);
                });
    }

    /** Without the test's answer, two branches that agree still settle it. */
    private static Result choose(Conditional conditional, Bindings bindings) {
        var test = evaluate(conditional.test(), bindings);
        if (test instanceof Value) {
            return evaluate(isTrue(test) ? conditional.yes() : conditional.no(), bindings);
        }
        var yes = evaluate(conditional.yes(), bindings);
        var no = evaluate(conditional.no(), bindings);
        return yes instanceof Value && yes.equals(no) ? yes : union(test, union(yes, no));
    }

    private static boolean isTrue(Result result) {
        return ((Bool) result).value();
    }

    /** The missing ones among two results; if neither is missing, the first. */
    private static Result union(Result first, Result second) {
        if (first instanceof Missing a && second instanceof Missing b) {
            return a.and(b);
        }
        return second instanceof Missing ? second : first;
    }
}
