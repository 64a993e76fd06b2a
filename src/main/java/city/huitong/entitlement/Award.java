package city.huitong.entitlement;

import city.huitong.policy.BenefitPeriod;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a policy gives a subject.
 *
 * @param version first day of the policy version that was applied
 * @param amountFen per period, in fen
 * @param figures other amounts in fen by id
 */
public record Award(LocalDate version, long amountFen, BenefitPeriod period, Map<String, Long> figures) {

    public Award {
        figures = Collections.unmodifiableMap(new TreeMap<>(figures));
    }

    /** The same with another amount. */
    public Award of(long fen) {
        return new Award(version, fen, period, figures);
    }
}
