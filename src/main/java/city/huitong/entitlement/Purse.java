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
 */
public record Purse(PolicyId policy, Budget budget, String stretch) {

    private static final String ALL = "all";

    /** The purse out of which a grant on this day is paid. */
    static Purse on(LocalDate day, PolicyId policy, Budget budget) {
        return switch (budget.per()) {
            case YEAR -> new Purse(policy, budget, Integer.toString(day.getYear()));
            case POLICY -> new Purse(policy, budget, ALL);
        };
    }

    /** Whether a grant of this day is paid out of it: what is due once was paid in the time of its grant, and is not due again. */
    boolean pays(Award award, LocalDate grantedOn) {
        return award.period() != BenefitPeriod.ONCE
                || on(grantedOn, policy, budget).stretch.equals(stretch);
    }

    /**
     * What so much per period costs, in fen: each period of the calendar year that is not over on a day. Where the money has to do for as
     * long as the policy is law, a year's worth.
     */
    long cost(long fen, BenefitPeriod period, LocalDate from) {
        return Math.multiplyExact(fen, periods(period, from));
    }

    private long periods(BenefitPeriod period, LocalDate from) {
        if (period == BenefitPeriod.ONCE || stretch.equals(ALL)) {
            return period.timesAYear();
        }
        var newYear = LocalDate.of(Integer.parseInt(stretch), 1, 1).plusYears(1);
        var months = ChronoUnit.MONTHS.between(period.containing(from).first(), newYear);
        return Math.max(0, months / period.months());
    }
}
