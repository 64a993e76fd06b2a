package city.huitong.expression;

/**
 * One thing that is wrong with an expression.
 *
 * @param line from 1
 * @param column from 1, in code points
 * @param message a sentence that says what would be right
 */
public record ExpressionError(int line, int column, String message) {}
