package city.huitong.policy;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A policy decided for one subject, with the reasons.
 *
 * @param asOf the day that was asked about
 * @param version the version in force on that day; empty if none is
 * @param eligibility what came out
 * @param criteria what every criterion said, in the order of the document, whether it mattered or not
 */
public record Decision(
        PolicyId policy,
        LocalDate asOf,
        Optional<PolicyVersion> version,
        EligibilityDecision eligibility,
        List<CriterionResult> criteria) {

    public Decision {
        criteria = List.copyOf(criteria);
    }

    /** The decision in one word. */
    public Outcome outcome() {
        return eligibility.outcome();
    }
}
