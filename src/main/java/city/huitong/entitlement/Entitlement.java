package city.huitong.entitlement;

import city.huitong.catalog.SubjectId;
import city.huitong.catalog.SubjectKind;
import city.huitong.policy.BenefitPeriod;
import city.huitong.policy.PolicyId;
import java.time.Instant;
import java.time.LocalDate;

/**
 * What one subject has of one policy.
 *
 * @param asOf the day for which it was decided
 * @param changedAt when the standing last changed, UTC
 * @param grounds what it rests on beside the decision
 */
public record Entitlement(
        PolicyId policy,
        SubjectId subject,
        SubjectKind kind,
        Standing standing,
        LocalDate asOf,
        Instant changedAt,
        Grounds grounds) {

    /** First day of the period of the benefit in which a day lies; the day of the grant where it is due once. */
    LocalDate periodFrom(LocalDate day) {
        var period = standing.award().map(Award::period).orElse(BenefitPeriod.ONCE);
        return period == BenefitPeriod.ONCE
                ? grounds.grantedOn().orElse(day)
                : period.containing(day).first();
    }

    /** The same in another standing since then. */
    Entitlement moved(Standing now, Grounds then, Instant at) {
        return new Entitlement(policy, subject, kind, now, asOf, at, then);
    }
}
