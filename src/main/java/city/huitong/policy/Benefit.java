package city.huitong.policy;

import city.huitong.catalog.LocalizedText;
import city.huitong.expression.Expression;
import city.huitong.expression.ValueType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an eligible subject gets.
 *
 * @param period how often
 * @param amount a compiled expression of type money; where the document has bands, the conditional they mean
 * @param bands the table as written, for people to read; empty where the document has a formula
 * @param figures other amounts worth showing
 */
public record Benefit(BenefitPeriod period, Expression amount, List<Band> bands, List<Figure> figures) {

    public Benefit {
        requireMoney(amount);
        bands = List.copyOf(bands);
        figures = List.copyOf(figures);
    }

    /**
     * One row of a table of amounts.
     *
     * @param from lower bound, included: a whole number, or fen where the table is over money
     * @param fen the amount from there up to the next row's bound, in fen
     */
    public record Band(long from, long fen) {}

    /**
     * A named amount beside the benefit itself, for example the tax that remains to be paid.
     *
     * @param amount money expression for the eligible
     * @param otherwise money expression for those who are not; empty where the figure means nothing to them
     */
    public record Figure(String id, Expression amount, Optional<Expression> otherwise, LocalizedText text) {
        public Figure {
            requireMoney(amount);
            otherwise.ifPresent(Benefit::requireMoney);
        }
    }

    /** Every expression of this benefit. */
    public Stream<Expression> expressions() {
        return Stream.concat(
                Stream.of(amount),
                figures.stream()
                        .flatMap(figure -> Stream.concat(Stream.of(figure.amount()), figure.otherwise().stream())));
    }

    private static void requireMoney(Expression expression) {
        if (expression.type() != ValueType.MONEY) {
            throw new IllegalArgumentException("an amount is money");
        }
    }
}
