package city.huitong.matching;

import city.huitong.catalog.SubjectId;
import city.huitong.policy.Decision;
import java.util.List;

/**
 * What came out for one subject and one policy.
 *
 * @param rank its place where money does not do for all, by the priority that the policy's budget declares; lower goes first, what is
 *     not known goes last. Empty where no priority is declared
 */
public record SubjectDecision(SubjectId subject, Decision decision, List<Long> rank) {

    public SubjectDecision {
        rank = List.copyOf(rank);
    }
}
