package city.huitong.expression;

import static java.util.stream.Collectors.joining;

import java.util.List;

/** An expression that cannot be compiled, with everything found wrong in it. */
public final class ExpressionException extends RuntimeException {

    private final transient List<ExpressionError> errors;

    ExpressionException(List<ExpressionError> errors) {
        super(errors.stream().map(ExpressionException::sentence).collect(joining("; ")), null, false, false);
        this.errors = List.copyOf(errors);
    }

    /** What is wrong, in the order of the text as far as the parser could read it; never empty. */
    public List<ExpressionError> errors() {
        return errors;
    }

    private static String sentence(ExpressionError error) {
        return "%d:%d %s".formatted(error.line(), error.column(), error.message());
    }
}
