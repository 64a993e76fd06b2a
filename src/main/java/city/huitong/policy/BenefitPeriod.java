package city.huitong.policy;

import java.util.Locale;

/** How often a benefit's amount is due. */
public enum BenefitPeriod {
    MONTH,
    QUARTER,
    YEAR,
    ONCE;

    /** The name as written in policies and answers: {@code month}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
