package city.huitong.catalog;

import city.huitong.expression.Value;
import city.huitong.platform.data.Days;
import java.math.BigDecimal;
import java.util.Optional;

/** How a value of a fact is written in documents: money in yuan, a day as {@code 2026-11-23}. */
public final class FactConstant {

    private static final int FEN_DIGITS = 2;

    private FactConstant() {}

    /** The value of this type that stands in a document tree; empty if it is none. */
    static Optional<Value> read(FactType type, Object written) {
        return switch (type) {
            case BOOL -> written instanceof Boolean flag ? Optional.of(Value.Bool.of(flag)) : Optional.empty();
            case INT -> number(written).flatMap(FactConstant::whole).map(Value.Int::new);
            case MONEY ->
                number(written)
                        .flatMap(yuan -> whole(yuan.movePointRight(FEN_DIGITS)))
                        .map(Value.Money::new);
            case NUMBER -> number(written).map(number -> new Value.Num(number.doubleValue()));
            case TEXT -> written instanceof String text ? Optional.of(new Value.Text(text)) : Optional.empty();
            case DATE -> written instanceof String text ? Days.parse(text).map(Value.Day::new) : Optional.empty();
            case HOUSEHOLD, ENTERPRISE -> Optional.empty();
        };
    }

    /** The value as it is written in a document: a truth value, a {@link BigDecimal} or a text. */
    public static Object written(Value value) {
        return switch (value) {
            case Value.Bool(var flag) -> flag;
            case Value.Int(var number) -> BigDecimal.valueOf(number);
            case Value.Money(var fen) -> BigDecimal.valueOf(fen, FEN_DIGITS);
            case Value.Num(var number) -> BigDecimal.valueOf(number);
            case Value.Text(var text) -> text;
            case Value.Day(var day) -> day.toString();
        };
    }

    /** The value whose {@linkplain #written written} form has this text. */
    public static Optional<Value> parse(FactType type, String text) {
        return switch (type) {
            case BOOL -> read(type, Boolean.valueOf(text));
            case INT, MONEY, NUMBER -> read(type, new BigDecimal(text));
            case TEXT, DATE, HOUSEHOLD, ENTERPRISE -> read(type, text);
        };
    }

    private static Optional<BigDecimal> number(Object written) {
        return written instanceof BigDecimal number ? Optional.of(number) : Optional.empty();
    }

    private static Optional<Long> whole(BigDecimal number) {
        try {
            return Optional.of(number.longValueExact());
        } catch (ArithmeticException _) {
            return Optional.empty();
        }
    }
}
