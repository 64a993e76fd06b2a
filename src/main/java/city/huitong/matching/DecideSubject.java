package city.huitong.matching;

import city.huitong.catalog.SubjectId;
import city.huitong.catalog.SubjectKind;
import city.huitong.expression.Value;
import city.huitong.policy.CurrentPolicies;
import city.huitong.policy.PolicyMatcher;
import city.huitong.subject.FactValues;
import city.huitong.subject.FindSubject;
import city.huitong.subject.SourcedFact;
import city.huitong.subject.SubjectFacts;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Decides every policy for one subject on any day, from its records, with reasons and sources. Stores nothing. */
@ApplicationScoped
public class DecideSubject {

    private final FindSubject findSubject;
    private final SubjectFacts facts;
    private final CurrentPolicies policies;

    DecideSubject(FindSubject findSubject, SubjectFacts facts, CurrentPolicies policies) {
        this.findSubject = findSubject;
        this.facts = facts;
        this.policies = policies;
    }

    /**
     * The decisions of all policies about this kind of subject, by policy id.
     *
     * @return fails with {@code subject-not-found}
     */
    public Uni<List<ExplainedDecision>> decide(SubjectId subject, LocalDate asOf) {
        return findSubject
                .kindOf(subject)
                .chain(kind -> facts.sourced(kind, subject, asOf).map(found -> decide(kind, subject, found, asOf)));
    }

    private List<ExplainedDecision> decide(
            SubjectKind kind, SubjectId subject, List<SourcedFact> found, LocalDate asOf) {
        var byName = found.stream()
                .collect(Collectors.toMap(fact -> fact.definition().name().toString(), fact -> fact));
        var values = new FactValues(subject, values(found));
        return policies.about(kind).stream()
                .map(policy -> new ExplainedDecision(policy, PolicyMatcher.decide(policy, asOf, values), byName))
                .toList();
    }

    private static Map<String, Value> values(List<SourcedFact> found) {
        return found.stream()
                .filter(fact -> fact.value().isPresent())
                .collect(Collectors.toMap(
                        fact -> fact.definition().name().toString(),
                        fact -> fact.value().orElseThrow()));
    }
}
