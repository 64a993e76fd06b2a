package city.huitong.expression;

import city.huitong.expression.Node.Operator;

/**
 * Arithmetic on whole numbers of 64 bits, fen among them. Throws {@link ArithmeticException} where there is no result. For whoever
 * calculates with many numbers at once and must come to the results of {@link Evaluator}.
 */
public final class WholeNumbers {

    private WholeNumbers() {}

    /** One number with another. Division and remainder round towards zero. */
    public static long of(Operator operator, long left, long right) {
        return switch (operator) {
            case ADD -> Math.addExact(left, right);
            case SUBTRACT -> Math.subtractExact(left, right);
            case MULTIPLY -> Math.multiplyExact(left, right);
            case DIVIDE -> Math.divideExact(left, right);
            case REMAINDER -> left % right;
        };
    }

    /**
     * A quotient to the nearest whole number. Halves go away from zero. Sizes are held as negative numbers, since the smallest long has
     * no positive twin.
     */
    public static long rounded(long dividend, long divisor) {
        var quotient = Math.divideExact(dividend, divisor);
        var rest = dividend % divisor;
        var restSize = -Math.abs(rest);
        var divisorSize = divisor < 0 ? divisor : -divisor;
        if (rest == 0 || restSize > divisorSize - restSize) {
            return quotient;
        }
        return quotient + ((dividend < 0) == (divisor < 0) ? 1 : -1);
    }
}
