package city.huitong.policy;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashSet;
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

    /**
     * The ids of the criteria that make it what it is, in the order of the document: those that hold it up, that break it, or that
     * keep it open.
     */
    public List<String> decisive() {
        var results = new HashMap<String, Truth>();
        criteria.forEach(result -> results.put(result.id(), result.result()));
        var decisive = new LinkedHashSet<String>();
        if (!results.isEmpty()) {
            version.ifPresent(law -> Kleene.decisive(
                    law.eligible(),
                    criterion -> results.get(criterion.id()),
                    criterion -> decisive.add(criterion.id())));
        }
        return List.copyOf(decisive);
    }

    /** The decision in one word. */
    public Outcome outcome() {
        return eligibility.outcome();
    }
}
