package city.huitong.policy;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What deciding one policy for one subject can say. A missing fact is not a "no". */
public sealed interface EligibilityDecision {

    /** The decision in one word. */
    Outcome outcome();

    /**
     * Entitled.
     *
     * @param amountFen the amount per period in fen, never negative; 0 is "eligible for zero"
     * @param figures other amounts in fen by id; one whose facts are missing is left out
     */
    record Eligible(long amountFen, BenefitPeriod period, Map<String, Long> figures) implements EligibilityDecision {
        public Eligible {
            figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
        }

        @Override
        public Outcome outcome() {
            return Outcome.ELIGIBLE;
        }
    }

    /**
     * Not entitled, whatever the facts that may be missing are.
     *
     * @param failed ids of the criteria that decided it, in the order of the document
     * @param figures amounts in fen that the policy gives for those who are not entitled
     */
    record NotEligible(Set<String> failed, Map<String, Long> figures) implements EligibilityDecision {
        public NotEligible {
            failed = Collections.unmodifiableSet(new LinkedHashSet<>(failed));
            figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
        }

        @Override
        public Outcome outcome() {
            return Outcome.NOT_ELIGIBLE;
        }
    }

    /**
     * Open until more is known.
     *
     * @param missing names of the facts that keep it open, sorted; a missing fact that could change nothing is not among them
     */
    record Undetermined(Set<String> missing) implements EligibilityDecision {
        public Undetermined {
            missing = Collections.unmodifiableSet(new TreeSet<>(missing));
        }

        @Override
        public Outcome outcome() {
            return Outcome.UNDETERMINED;
        }
    }

    /** No version of the policy is law on that day. */
    record NotInForce() implements EligibilityDecision {
        @Override
        public Outcome outcome() {
            return Outcome.NOT_IN_FORCE;
        }
    }
}
