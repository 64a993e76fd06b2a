package city.huitong.policy;

import city.huitong.expression.MissingReason;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What deciding one policy for one subject can say. A missing fact is not a "no". */
public sealed interface EligibilityDecision {

    /** The decision in one word. */
    Outcome outcome();

    /**
     * Entitled.
     *
     * @param amountFen the amount per period in fen, never negative; 0 is "eligible for zero"
     * @param figures other amounts in fen by id; one whose facts are missing is left out
     * @param payee pseudonym of the enterprise or household that is paid; empty: the subject itself
     * @param ledgers what the grant is entered under, one for each ledger of the policy
     */
    record Eligible(
            long amountFen,
            BenefitPeriod period,
            Map<String, Long> figures,
            Optional<String> payee,
            List<Ledger.Key> ledgers)
            implements EligibilityDecision {
        public Eligible {
            figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
            ledgers = List.copyOf(ledgers);
        }

        /** Paid to the subject, and as often as it is due. */
        public Eligible(long amountFen, BenefitPeriod period, Map<String, Long> figures) {
            this(amountFen, period, figures, Optional.empty(), List.of());
        }

        /** What it comes to in a year, in fen; a single time counts as once. */
        long yearlyFen() {
            return Math.multiplyExact(amountFen, period.timesAYear());
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
     * @param reasons why each of the facts that keep it open is missing, by their names, sorted; a missing fact that could
     *     change nothing is not among them
     */
    record Undetermined(Map<String, MissingReason> reasons) implements EligibilityDecision {
        public Undetermined {
            reasons = Collections.unmodifiableMap(new TreeMap<>(reasons));
        }

        /** Open for facts that no record says. */
        public Undetermined(Set<String> missing) {
            this(missing.stream().collect(Collectors.toMap(name -> name, _ -> MissingReason.NOT_FOUND)));
        }

        /** The names of the facts that keep it open, sorted. */
        public Set<String> missing() {
            return reasons.keySet();
        }

        @Override
        public Outcome outcome() {
            return Outcome.UNDETERMINED;
        }
    }

    /**
     * Entitled, but not beside another policy of the same group.
     *
     * @param by the policy that the subject gets instead
     * @param otherwise what it would get, were it not for that
     */
    record Excluded(PolicyId by, Eligible otherwise) implements EligibilityDecision {
        @Override
        public Outcome outcome() {
            return Outcome.EXCLUDED;
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
