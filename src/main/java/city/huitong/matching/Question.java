package city.huitong.matching;

import city.huitong.policy.PolicyDocument;
import city.huitong.policy.PolicyId;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** A question about everybody, as one process puts it to the others: each answers for the shards it holds, and the answers add up. */
public sealed interface Question {

    /** What these policies say, in their order. */
    record Pictures(List<Law> laws, LocalDate asOf) implements Question {

        public Pictures {
            laws = List.copyOf(laws);
        }
    }

    /**
     * What another policy would do in place of the law.
     *
     * @param groupedBy a fact with few values
     */
    record Comparison(Law law, PolicyDocument proposed, LocalDate asOf, Optional<String> groupedBy)
            implements Question {}

    /**
     * A published policy. Whoever knows another publication of it cannot answer.
     *
     * @param publication its number; 0 where none is law
     */
    record Law(PolicyId policy, int publication) {}
}
