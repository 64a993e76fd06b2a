package city.huitong.policy;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Locale;

/** How often a benefit's amount is due. Months, quarters and years are those of the calendar. */
public enum BenefitPeriod {
    MONTH(1),
    QUARTER(3),
    YEAR(12),
    /** A single time; its period has no end. */
    ONCE(0);

    private static final int MONTHS_A_YEAR = 12;

    private final int months;

    BenefitPeriod(int months) {
        this.months = months;
    }

    /**
     * A stretch of days.
     *
     * @param first day
     * @param last day, itself included
     */
    public record Span(LocalDate first, LocalDate last) {}

    /** The name as written in policies and answers: {@code month}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How many months one amount is for; 0 for a single time. */
    public int months() {
        return months;
    }

    /** How often a year it is due; a single time counts as once. */
    public int timesAYear() {
        return this == ONCE ? 1 : MONTHS_A_YEAR / months;
    }

    /** The period in which a day lies; from {@link LocalDate#MIN} to {@link LocalDate#MAX} for a single time. */
    public Span containing(LocalDate day) {
        if (this == ONCE) {
            return new Span(LocalDate.MIN, LocalDate.MAX);
        }
        var first = YearMonth.from(day).minusMonths((day.getMonthValue() - 1) % months);
        return new Span(first.atDay(1), first.plusMonths(months - 1L).atEndOfMonth());
    }
}
