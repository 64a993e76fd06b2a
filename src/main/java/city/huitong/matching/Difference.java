package city.huitong.matching;

import city.huitong.catalog.SubjectId;
import city.huitong.policy.PolicyId;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What one subject has of a policy, where that is not what a matching now would leave.
 *
 * @param expected what a matching would leave
 * @param found what there is; empty where there is nothing
 */
public record Difference(PolicyId policy, SubjectId subject, Finding finding, Stand expected, Optional<Stand> found) {

    /**
     * How a subject stands towards a policy, as stored.
     *
     * @param state in one word
     * @param version first day of the policy version that was applied, where something is or would be given
     * @param amountFen per period, in fen
     */
    public record Stand(String state, Optional<LocalDate> version, Optional<Long> amountFen) {}

    /** What a comparison finds out about a subject. */
    public enum Finding {
        /** It was compared; whoever is in none of the others agrees. */
        COMPARED,
        /** It should have something, and has nothing or had it withdrawn. */
        MISSING,
        /** It has something that should be withdrawn. */
        SUPERFLUOUS,
        /** It is in another state, or in it for another reason. */
        STATE,
        /** By another version of the policy. */
        VERSION,
        /** Another amount. */
        AMOUNT,
        /** It differs, and a change that is still under way may be why. */
        IN_FLIGHT
    }
}
