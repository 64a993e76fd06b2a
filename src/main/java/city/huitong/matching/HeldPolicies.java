package city.huitong.matching;

import city.huitong.catalog.SubjectId;
import city.huitong.expression.Bindings;
import city.huitong.policy.Decision;
import city.huitong.policy.Exclusions;
import city.huitong.policy.Policy;
import city.huitong.policy.PolicyId;
import city.huitong.policy.PolicyMatcher;
import city.huitong.subject.FactValues;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** All policies about one kind of subject, prepared for being held against many subjects on one day. */
final class HeldPolicies {

    private final List<Policy> policies;
    private final LocalDate asOf;
    private final Exclusions exclusions;
    private final PolicyIndex index;
    private final List<String> ids;
    private final Map<PolicyId, Policy> byId;

    HeldPolicies(List<Policy> policies, LocalDate asOf) {
        this.policies = policies;
        this.asOf = asOf;
        this.exclusions = Exclusions.among(policies);
        this.index = new PolicyIndex(policies, asOf);
        this.ids = policies.stream().map(policy -> policy.id().value()).toList();
        this.byId = policies.stream().collect(Collectors.toMap(Policy::id, policy -> policy));
    }

    /** Whether it is just these policies, for this day. */
    @SuppressWarnings(
            "ReferenceEquality") // One snapshot of the policies has one list; comparing ten thousand of them takes
    // longer.
    boolean isOf(List<Policy> others, LocalDate day) {
        return policies == others && asOf.equals(day);
    }

    List<String> ids() {
        return ids;
    }

    /** Decides for each subject what it may have, and what it must be told of since it had something before. */
    List<SubjectDecision> decide(List<FactValues> subjects, Map<SubjectId, Set<PolicyId>> standing) {
        return subjects.stream()
                .flatMap(subject -> decide(subject, standing.getOrDefault(subject.subject(), Set.of())).stream()
                        .map(decision -> ranked(subject, decision)))
                .toList();
    }

    private SubjectDecision ranked(FactValues subject, Decision decision) {
        var policy = Objects.requireNonNull(byId.get(decision.policy()));
        return new SubjectDecision(subject.subject(), decision, Priority.rank(policy, asOf, subject));
    }

    /**
     * The decisions of one subject. What is left out is not eligible or not in force.
     *
     * @param standing policies that are decided in any case
     */
    List<Decision> decide(Bindings facts, Collection<PolicyId> standing) {
        return exclusions.settle(index.candidates(facts, standing).stream()
                .map(policy -> PolicyMatcher.decideBriefly(policy, asOf, facts))
                .toList());
    }
}
