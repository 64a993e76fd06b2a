package city.huitong.expression;

import city.huitong.expression.Node.Relation;
import city.huitong.expression.Value.Bool;
import city.huitong.expression.Value.Day;
import city.huitong.expression.Value.Int;
import city.huitong.expression.Value.Money;
import city.huitong.expression.Value.Num;
import city.huitong.expression.Value.Text;

/** How two values of one type relate. */
final class Order {

    private Order() {}

    static boolean holds(Relation relation, Value left, Value right) {
        return switch (relation) {
            case EQUAL -> left.equals(right);
            case NOT_EQUAL -> !left.equals(right);
            case LESS -> compare(left, right) < 0;
            case LESS_OR_EQUAL -> compare(left, right) <= 0;
            case GREATER -> compare(left, right) > 0;
            case GREATER_OR_EQUAL -> compare(left, right) >= 0;
        };
    }

    static int compare(Value left, Value right) {
        return switch (left) {
            case Bool(boolean value) -> Boolean.compare(value, ((Bool) right).value());
            case Int(long value) -> Long.compare(value, ((Int) right).value());
            case Money(long fen) -> Long.compare(fen, ((Money) right).fen());
            case Num(double value) -> Double.compare(value, ((Num) right).value());
            case Text(String value) -> byCodePoint(value, ((Text) right).value());
            case Day(var value) -> value.compareTo(((Day) right).value());
        };
    }

    /** Java compares UTF-16 units, which puts characters beyond the basic plane in the wrong place; databases do not. */
    private static int byCodePoint(String left, String right) {
        var shorter = Math.min(left.length(), right.length());
        for (var i = 0; i < shorter; i++) {
            var a = left.charAt(i);
            var b = right.charAt(i);
            if (a != b) {
                return Integer.compare(rank(a), rank(b));
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    /** Surrogates, which stand for the code points from U+10000, rank after all other units. */
    private static int rank(char unit) {
        return Character.isSurrogate(unit) ? unit + Character.MAX_VALUE : unit;
    }
}
