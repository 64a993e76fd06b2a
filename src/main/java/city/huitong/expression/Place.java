package city.huitong.expression;

import java.util.List;

/** A position in the text of an expression, which errors are reported at. Both numbers start at 1. */
record Place(int line, int column) {

    static final Place START = new Place(1, 1);

    Place before(int columns) {
        return new Place(line, column - columns);
    }

    ExpressionException refuse(String sentence) {
        return new ExpressionException(List.of(new ExpressionError(line, column, sentence)));
    }
}
