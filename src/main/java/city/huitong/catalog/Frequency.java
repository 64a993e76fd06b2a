package city.huitong.catalog;

import java.time.Period;
import java.util.Locale;
import java.util.Optional;

/** How often a dataset's department promises new records (更新周期); the EU's authority table of frequencies has a code for each. */
public enum Frequency {
    CONTINUOUS("UPDATE_CONT", Period.ofDays(1)),
    DAILY("DAILY", Period.ofDays(1)),
    WEEKLY("WEEKLY", Period.ofWeeks(1)),
    BIWEEKLY("BIWEEKLY", Period.ofWeeks(2)),
    MONTHLY("MONTHLY", Period.ofMonths(1)),
    BIMONTHLY("BIMONTHLY", Period.ofMonths(2)),
    QUARTERLY("QUARTERLY", Period.ofMonths(3)),
    SEMIANNUAL("ANNUAL_2", Period.ofMonths(6)),
    ANNUAL("ANNUAL", Period.ofYears(1)),
    /** Whenever there is something new; it is never late. */
    IRREGULAR("IRREG", Period.ZERO),
    /** Published once. */
    NEVER("NEVER", Period.ZERO);

    private final String code;
    private final Period longest;

    Frequency(String code, Period longest) {
        this.code = code;
        this.longest = longest;
    }

    /** The name as written in city packs and JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The code in the EU's authority table. */
    public String code() {
        return code;
    }

    /** How far apart two publications may be; empty where nothing is promised. */
    public Optional<Period> longest() {
        return longest.isZero() ? Optional.empty() : Optional.of(longest);
    }
}
