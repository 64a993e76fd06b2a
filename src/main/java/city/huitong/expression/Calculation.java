package city.huitong.expression;

import city.huitong.expression.Node.Function;
import city.huitong.expression.Node.Operator;
import city.huitong.expression.Value.Day;
import city.huitong.expression.Value.Int;
import city.huitong.expression.Value.Money;
import city.huitong.expression.Value.Num;
import java.time.temporal.ChronoUnit;

/** Arithmetic on known values. Throws {@link ArithmeticException} where there is no result; types were checked before. */
final class Calculation {

    private Calculation() {}

    static Value of(Operator operator, ValueType type, Value left, Value right) {
        return left instanceof Num(double a) && right instanceof Num(double b)
                ? number(decimal(operator, a, b))
                : whole(type, WholeNumbers.of(operator, amount(left), amount(right)));
    }

    static Value of(Function function, ValueType type, Value first, Value second) {
        return switch (function) {
            case AGE_AT -> between(ChronoUnit.YEARS, first, second);
            case MONTHS -> between(ChronoUnit.MONTHS, first, second);
            case DAYS_BETWEEN -> between(ChronoUnit.DAYS, first, second);
            case ROUND -> whole(type, WholeNumbers.rounded(amount(first), amount(second)));
            case MIN -> Order.compare(first, second) <= 0 ? first : second;
            case MAX -> Order.compare(first, second) >= 0 ? first : second;
        };
    }

    static boolean isZero(Value value) {
        return switch (value) {
            case Int(long number) -> number == 0;
            case Money(long fen) -> fen == 0;
            case Num(double number) -> number == 0;
            case Value.Bool _, Value.Text _, Day _ -> false;
        };
    }

    private static double decimal(Operator operator, double left, double right) {
        return switch (operator) {
            case ADD -> left + right;
            case SUBTRACT -> left - right;
            case MULTIPLY -> left * right;
            case DIVIDE -> left / right;
            case REMAINDER -> left % right;
        };
    }

    private static Value number(double result) {
        if (!Double.isFinite(result)) {
            throw new ArithmeticException("not a finite number");
        }
        return new Num(result);
    }

    private static Value whole(ValueType type, long result) {
        return type == ValueType.MONEY ? new Money(result) : new Int(result);
    }

    private static long amount(Value value) {
        return switch (value) {
            case Int(long number) -> number;
            case Money(long fen) -> fen;
            case Value.Bool _, Num _, Value.Text _, Day _ ->
                throw new IllegalArgumentException("no amount: " + value.type());
        };
    }

    private static Value between(ChronoUnit unit, Value from, Value to) {
        return new Int(unit.between(((Day) from).value(), ((Day) to).value()));
    }
}
