package city.huitong.matching;

import city.huitong.policy.CriterionResult;
import city.huitong.policy.Decision;
import city.huitong.policy.Policy;
import city.huitong.policy.Prospect;
import city.huitong.subject.SourcedFact;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A decision with the facts behind it.
 *
 * @param facts every fact of the subject by name, with its source
 * @param gaps the facts that keep it open, with who could close them, by name
 * @param prospect how it could become another one
 */
public record ExplainedDecision(
        Policy policy, Decision decision, Map<String, SourcedFact> facts, List<DataGap> gaps, Prospect prospect) {

    public ExplainedDecision {
        facts = Map.copyOf(facts);
        gaps = List.copyOf(gaps);
    }

    /** The facts one criterion reads, by name; those without a source are left out. */
    public List<SourcedFact> factsOf(CriterionResult criterion) {
        return criterion.criterion().when().names().stream()
                .sorted()
                .map(facts::get)
                .filter(Objects::nonNull)
                .toList();
    }
}
