package city.huitong.expression;

import static city.huitong.expression.ValueType.BOOL;
import static city.huitong.expression.ValueType.DATE;
import static city.huitong.expression.ValueType.INT;
import static city.huitong.expression.ValueType.MONEY;
import static city.huitong.expression.ValueType.NUMBER;
import static city.huitong.expression.ValueType.TEXT;

import city.huitong.expression.Node.Constant;
import city.huitong.expression.Node.Operator;
import city.huitong.expression.Node.Variable;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.Optional;

/** Which types may meet, and what to write where they may not. */
final class Units {

    private Units() {}

    /** The literal 0 is money where money is wanted; everything else stays what it is. */
    static Node as(ValueType wanted, Node node) {
        var zero = wanted == MONEY && node instanceof Constant(Value.Int(long value)) && value == 0;
        return zero ? new Constant(new Value.Money(0)) : node;
    }

    /** The type of the result, or nothing if the operator does not exist for these operands. */
    static Optional<ValueType> arithmetic(Operator operator, ValueType left, ValueType right) {
        if (left == INT && right == INT) {
            return Optional.of(INT);
        }
        if (left == NUMBER && right == NUMBER && operator != Operator.REMAINDER) {
            return Optional.of(NUMBER);
        }
        return money(operator, left, right);
    }

    private static Optional<ValueType> money(Operator operator, ValueType left, ValueType right) {
        return switch (operator) {
            case ADD, SUBTRACT -> when(left == MONEY && right == MONEY, MONEY);
            case MULTIPLY -> when((left == MONEY && right == INT) || (left == INT && right == MONEY), MONEY);
            case DIVIDE ->
                when(left == MONEY && right == INT, MONEY).or(() -> when(left == MONEY && right == MONEY, INT));
            case REMAINDER -> Optional.empty();
        };
    }

    private static Optional<ValueType> when(boolean fits, ValueType type) {
        return fits ? Optional.of(type) : Optional.empty();
    }

    static boolean isSum(Operator operator) {
        return operator == Operator.ADD || operator == Operator.SUBTRACT;
    }

    /** {@code compares money with a plain number; write yuan(3000000)}. */
    static String clash(String verb, Node left, String preposition, Node right) {
        return verb + met(left, preposition, right) + remedy(left, right);
    }

    /** The same for an operator that these two types have not. */
    static String clash(Operator operator, Node left, Node right) {
        return "there is no %s between".formatted(operator.sign())
                + met(left, "and", right)
                + remedy(operator, left, right);
    }

    private static String met(Node left, String preposition, Node right) {
        var money = left.type() == MONEY || right.type() == MONEY;
        return " %s %s %s; ".formatted(phrase(left, money), preposition, phrase(right, money));
    }

    private static String remedy(Operator operator, Node left, Node right) {
        var types = EnumSet.of(left.type(), right.type());
        if (types.contains(DATE)) {
            return "count between dates with daysBetween, months or ageAt";
        }
        if (types.contains(TEXT) || types.contains(BOOL)) {
            return "only numbers and money can be calculated with";
        }
        if (operator == Operator.REMAINDER) {
            return "a remainder exists for whole numbers only";
        }
        return types.contains(MONEY) && !isSum(operator)
                ? "money is multiplied with a whole number and divided by one or by money; a share is round(a * 15, 1000)"
                : remedy(left, right);
    }

    private static String phrase(Node node, boolean besideMoney) {
        return besideMoney && isPlain(node) ? "a plain number" : node.type().phrase();
    }

    private static boolean isPlain(Node node) {
        return node.type() == INT || node.type() == NUMBER;
    }

    private static String remedy(Node left, Node right) {
        return oneWay(left, right).or(() -> oneWay(right, left)).orElse("both must be of one type");
    }

    /** How to write {@code other} so that it fits beside {@code kept}. */
    private static Optional<String> oneWay(Node kept, Node other) {
        if (kept.type() == MONEY && isPlain(other)) {
            return Optional.of("write yuan(%s)".formatted(written(other)));
        }
        if (kept.type() == NUMBER && other instanceof Constant(Value.Int(long value))) {
            return Optional.of("write %d.0".formatted(value));
        }
        if (kept.type() == DATE && other instanceof Constant(Value.Text(String value))) {
            return Optional.of("write date('%s')".formatted(value));
        }
        return Optional.empty();
    }

    private static String written(Node node) {
        if (node instanceof Constant(Value.Int(long value))) {
            return Long.toString(value);
        }
        if (node instanceof Constant(Value.Num(double value))) {
            return BigDecimal.valueOf(value).toPlainString();
        }
        return node instanceof Variable(String name, var _) ? name : "…";
    }
}
