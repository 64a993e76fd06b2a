package city.huitong.entitlement;

import city.huitong.policy.BenefitPeriod;
import city.huitong.policy.Decision;
import city.huitong.policy.EligibilityDecision.Eligible;
import city.huitong.policy.EligibilityDecision.Excluded;
import city.huitong.policy.EligibilityDecision.NotEligible;
import city.huitong.policy.EligibilityDecision.NotInForce;
import city.huitong.policy.EligibilityDecision.Undetermined;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** How a subject stands towards a policy. Its records hold what there is to know in that state and nothing else. */
public sealed interface Standing {

    /** The state in one word, as stored and answered. */
    String word();

    /**
     * Entitled.
     *
     * @param version first day of the policy version that was applied
     * @param amountFen per period, in fen
     * @param figures other amounts in fen by id
     */
    record Granted(LocalDate version, long amountFen, BenefitPeriod period, Map<String, Long> figures)
            implements Standing {

        public Granted {
            figures = Collections.unmodifiableMap(new TreeMap<>(figures));
        }

        @Override
        public String word() {
            return "GRANTED";
        }
    }

    /**
     * It cannot be known; nothing is paid.
     *
     * @param missing the facts that keep it open
     */
    record Undecided(Set<String> missing) implements Standing {

        public Undecided {
            missing = Collections.unmodifiableSet(new TreeSet<>(missing));
        }

        @Override
        public String word() {
            return "UNDETERMINED";
        }
    }

    /** Was granted or open once and is not any more. */
    record Withdrawn() implements Standing {

        @Override
        public String word() {
            return "WITHDRAWN";
        }
    }

    /**
     * Where a decision leads from here.
     *
     * @param before how the subject stood; empty when it never did
     * @return the new standing; empty when the subject has none and gets none
     */
    static Optional<Standing> after(Optional<Standing> before, Decision decision) {
        return switch (decision.eligibility()) {
            case Eligible eligible -> Optional.of(granted(decision, eligible));
            case Undetermined undetermined -> Optional.of(new Undecided(undetermined.missing()));
            case NotEligible _, Excluded _, NotInForce _ -> before.map(_ -> new Withdrawn());
        };
    }

    private static Granted granted(Decision decision, Eligible eligible) {
        var version = decision.version().orElseThrow().valid().from();
        return new Granted(version, eligible.amountFen(), eligible.period(), eligible.figures());
    }
}
