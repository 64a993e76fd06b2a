package city.huitong.policy;

import city.huitong.catalog.LocalizedText;
import city.huitong.expression.Expression;
import city.huitong.expression.ValueType;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
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
 * @param payee the fact that names the enterprise or household that is paid instead of the subject
 * @param proration how an entitlement that ends within a period shortens its amount
 */
public record Benefit(
        BenefitPeriod period,
        Expression amount,
        List<Band> bands,
        List<Figure> figures,
        Optional<Expression> payee,
        Optional<Proration> proration) {

    public Benefit {
        requireMoney(amount);
        bands = List.copyOf(bands);
        figures = List.copyOf(figures);
    }

    /** A benefit that the subject gets itself and in full. */
    public Benefit(BenefitPeriod period, Expression amount, List<Band> bands, List<Figure> figures) {
        this(period, amount, bands, figures, Optional.empty(), Optional.empty());
    }

    /**
     * One row of a table of amounts.
     *
     * @param from lower bound, included: a whole number, or fen where the table is over money
     * @param fen the amount from there up to the next row's bound, in fen
     */
    public record Band(long from, long fen) {}

    /**
     * An entitlement that lasts so many months from a day: through the calendar month in which they are over. A period that it
     * covers only up to there gets the share of its months, from the first one on.
     *
     * @param since a compiled expression of type date
     * @param months how many
     */
    public record Proration(Expression since, int months) {
        public Proration {
            if (since.type() != ValueType.DATE) {
                throw new IllegalArgumentException("an entitlement lasts from a day");
            }
        }

        /** The share of a period's amount in fen, rounded half up. */
        long share(long fen, BenefitPeriod period, LocalDate asOf, LocalDate since) {
            var first = YearMonth.from(period.containing(asOf).first());
            var covered = ChronoUnit.MONTHS.between(first, YearMonth.from(since).plusMonths(months)) + 1;
            var of = period.months();
            var months = Math.clamp(covered, 0, of);
            return fen / of * months + Math.floorDiv(2 * (fen % of) * months + of, 2 * of);
        }
    }

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
                needed(),
                figures.stream()
                        .flatMap(figure -> Stream.concat(Stream.of(figure.amount()), figure.otherwise().stream())));
    }

    /** What must be known before it is granted. */
    Stream<Expression> needed() {
        return Stream.of(Stream.of(amount), payee.stream(), proration.map(Proration::since).stream())
                .flatMap(each -> each);
    }

    private static void requireMoney(Expression expression) {
        if (expression.type() != ValueType.MONEY) {
            throw new IllegalArgumentException("an amount is money");
        }
    }
}
