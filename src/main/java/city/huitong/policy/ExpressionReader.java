package city.huitong.policy;

import city.huitong.expression.Expression;
import city.huitong.expression.ExpressionCompiler;
import city.huitong.expression.ExpressionError;
import city.huitong.expression.ExpressionException;
import city.huitong.expression.Scope;
import city.huitong.expression.ValueType;
import java.util.Locale;

/** Reads the expressions of one version: compiled against its facts and figures, and of the type the place needs. */
final class ExpressionReader {

    private static final Scope NOTHING = Scope.builder().build();
    private static final String TRUE = "true";
    private static final String ZERO = "yuan(0)";
    private static final String SOME_DAY = "date('1970-01-01')";

    private final ExpressionCompiler compiler;
    private final Scope scope;

    ExpressionReader(ExpressionCompiler compiler, Scope scope) {
        this.compiler = compiler;
        this.scope = scope;
    }

    /** A condition; stands in with {@code true}. */
    Expression condition(Place place) {
        Expression read = any(place, TRUE);
        return expect(ValueType.BOOL, read, place) ? read : standInCondition();
    }

    /** An amount; stands in with nothing. */
    Expression amount(Place place) {
        Expression read = any(place, ZERO);
        return expect(ValueType.MONEY, read, place) ? read : standInAmount();
    }

    /** A day; stands in with some day. */
    Expression date(Place place) {
        Expression read = any(place, SOME_DAY);
        return expect(ValueType.DATE, read, place) ? read : compiler.compile(SOME_DAY, NOTHING);
    }

    Expression standInCondition() {
        return compiler.compile(TRUE, NOTHING);
    }

    Expression standInAmount() {
        return compiler.compile(ZERO, NOTHING);
    }

    /** An expression of whatever type it has. */
    Expression any(Place place, String standIn) {
        int wrongBefore = place.countWrong();
        String source = place.text();
        return place.countWrong() > wrongBefore ? compiler.compile(standIn, NOTHING) : compiled(source, place, standIn);
    }

    /** What the reader itself has put together from parts that compiled. */
    Expression compiled(String source, Place place, String standIn) {
        try {
            return compiler.compile(source, scope);
        } catch (ExpressionException refused) {
            refused.errors().forEach(error -> place.wrong("expression-invalid", sentence(error)));
            return compiler.compile(standIn, NOTHING);
        }
    }

    private static boolean expect(ValueType type, Expression read, Place place) {
        if (read.type() != type) {
            place.wrong("expression-type", "must be of type %s, is %s".formatted(word(type), word(read.type())));
        }
        return read.type() == type;
    }

    private static String sentence(ExpressionError error) {
        return "line %d, column %d: %s".formatted(error.line(), error.column(), error.message());
    }

    private static String word(ValueType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }
}
