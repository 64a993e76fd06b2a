package city.huitong.policy;

import city.huitong.expression.Bindings;
import city.huitong.expression.CelReference;
import city.huitong.expression.Scope;
import city.huitong.expression.Value;
import city.huitong.policy.Eligibility.Criterion;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The criteria of one version, asked of CEL's own runtime one by one: a second opinion about {@link PolicyMatcher}. */
public final class CriteriaInCel {

    private final Policy policy;
    private final Scope scope;
    private final Map<String, CelReference> criteria;

    /** Compiles them anew, in the words of the city. */
    public CriteriaInCel(Policy policy, PolicyVersion version, FactVocabulary vocabulary) {
        this.policy = policy;
        this.scope = vocabulary.scope(policy.subject(), version.params());
        this.criteria = version.eligible().criteria().collect(Collectors.toMap(Criterion::id, this::reference));
    }

    /**
     * What CEL said.
     *
     * @param answers for how many criteria it had an answer
     * @param differing criteria for which it had another one than the matcher
     */
    public record Answers(long answers, List<String> differing) {}

    /** Holds a decision of this version against what CEL says. Where the matcher cannot say, CEL must not know better. */
    public Answers compare(Decision decision, LocalDate asOf, Bindings facts) {
        var fresh = new FactsOnDay(asOf, facts, policy.terms().maxAge());
        var prepared = CelReference.prepared(scope, fresh);
        var said = decision.criteria().stream()
                .collect(Collectors.toMap(CriterionResult::id, result -> truth(result, prepared)));
        var differing = decision.criteria().stream()
                .filter(result -> said.get(result.id()) != Truth.MISSING && said.get(result.id()) != result.result())
                .map(CriterionResult::id)
                .toList();
        var answers =
                said.values().stream().filter(truth -> truth != Truth.MISSING).count();
        return new Answers(answers, differing);
    }

    private Truth truth(CriterionResult result, Map<String, Object> facts) {
        return criteria.get(result.id())
                .answer(facts)
                .map(answer -> Truth.of(answer.equals(Value.Bool.TRUE)))
                .orElse(Truth.MISSING);
    }

    private CelReference reference(Criterion criterion) {
        return CelReference.of(criterion.when().source(), criterion.when().type(), scope);
    }
}
