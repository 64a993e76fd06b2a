package city.huitong.entitlement;

import city.huitong.policy.BenefitPeriod;
import city.huitong.policy.Budget;
import city.huitong.policy.PolicyId;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * A policy's money for a stretch of time.
 *
 * @param stretch the calendar year, or {@code all}
 * @param last day of the stretch as far as money is set aside for it
 */
public record Purse(PolicyId policy, Budget budget, String stretch, LocalDate last) {

    private static final String ALL = "all";
    private static final int MONTHS_A_YEAR = 12;

    /**
     * The purse out of which a grant on this day is paid. Where the money has to do for as long as the policy is law, each grant of a
     * recurring benefit sets a year's worth aside.
     */
    static Purse on(LocalDate day, PolicyId policy, Budget budget) {
        return switch (budget.per()) {
            case YEAR ->
                new Purse(
                        policy,
                        budget,
                        Integer.toString(day.getYear()),
                        LocalDate.of(day.getYear(), MONTHS_A_YEAR, 31));
            case POLICY -> new Purse(policy, budget, ALL, day.plusYears(1).minusDays(1));
        };
    }

    /** Whether a grant of this day is paid out of it: what is due once was paid in the time of its grant, and is not due again. */
    boolean pays(Award award, LocalDate grantedOn) {
        return award.period() != BenefitPeriod.ONCE
                || on(grantedOn, policy, budget).stretch.equals(stretch);
    }

    /** What so much per period costs from a day on, in fen: each period that has begun by the last day. */
    long cost(long fen, BenefitPeriod period, LocalDate from) {
        return Math.multiplyExact(fen, periods(period, from));
    }

    private long periods(BenefitPeriod period, LocalDate from) {
        if (period == BenefitPeriod.ONCE) {
            return 1;
        }
        var first = period.containing(from).first();
        return Math.max(0, ChronoUnit.MONTHS.between(first, last) / period.months() + 1);
    }
}
