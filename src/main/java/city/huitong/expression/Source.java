package city.huitong.expression;

import dev.cel.common.CelSource;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** The text behind a parsed tree: where a node stands, and how a literal was written. */
final class Source {

    private static final Pattern DECIMAL = Pattern.compile("-?\\s*((\\d*\\.\\d+|\\d+)([eE][+-]?\\d{1,3})?)");

    private final String text;
    private final CelSource parsed;

    Source(String text, CelSource parsed) {
        this.text = text;
        this.parsed = parsed;
    }

    /** Where the node's operator, name or literal begins. */
    Place place(CelExpr expr) {
        var start = beforeDots(expr);
        var at = parsed.getOffsetLocation(offset(start)).map(Source::place).orElse(Place.START);
        return start.getKind() == Kind.CALL ? at.before(wordBefore(start)) : at;
    }

    /** What stands before the dots of a name; the expression itself if it is no name. */
    static CelExpr beforeDots(CelExpr expr) {
        var before = expr;
        while (before.getKind() == Kind.SELECT) {
            before = before.select().operand();
        }
        return before;
    }

    /** CEL places a call at its bracket; this is how many characters of its name stand directly before. */
    private int wordBefore(CelExpr call) {
        var word = call.call().function();
        var bracket = text.offsetByCodePoints(0, offset(call));
        return text.startsWith(word, bracket - word.length()) ? word.length() : 0;
    }

    /** CEL counts columns from 0. */
    static Place place(CelSourceLocation location) {
        return new Place(Math.max(1, location.getLine()), Math.max(0, location.getColumn()) + 1);
    }

    /** A decimal literal exactly as written, before it became a floating-point number. */
    BigDecimal decimal(CelExpr literal) {
        var matcher = DECIMAL.matcher(text);
        matcher.region(text.offsetByCodePoints(0, offset(literal)), text.length());
        if (!matcher.lookingAt()) {
            throw place(literal).refuse("write the decimal number with digits and one point");
        }
        var written = new BigDecimal(matcher.group(1));
        return literal.constant().doubleValue() < 0 ? written.negate() : written;
    }

    private int offset(CelExpr expr) {
        return parsed.getPositionsMap().getOrDefault(expr.id(), 0);
    }
}
