package city.huitong.matching;

import static city.huitong.matching.MatchingProblem.NOT_IN_FORCE;
import static city.huitong.matching.MatchingProblem.NO_GROUPS;
import static city.huitong.matching.MatchingProblem.OTHER_POLICY;

import city.huitong.catalog.CurrentCatalog;
import city.huitong.catalog.FactDefinition;
import city.huitong.catalog.FactName;
import city.huitong.catalog.FactType;
import city.huitong.matching.Question.Law;
import city.huitong.platform.problem.Problem;
import city.huitong.platform.problem.Violation;
import city.huitong.policy.CurrentPolicies;
import city.huitong.policy.Policy;
import city.huitong.policy.PolicyDocument;
import city.huitong.policy.PolicyId;
import city.huitong.policy.PublishedPolicy;
import city.huitong.subject.Disclosures;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Asks what policies do to everybody, in numbers: who gets it, who cannot be decided and why, who just fails, what a change would do.
 * Answers come from the columns in the memory of all processes; nothing is written but the entry in the trail.
 */
@ApplicationScoped
public class AnalysePolicy {

    /** Other facts have as many values as there are people. */
    private static final Set<FactType> GROUPING = EnumSet.of(FactType.TEXT, FactType.BOOL, FactType.INT);

    private final CurrentPolicies policies;
    private final CurrentCatalog catalog;
    private final AskEverybody everybody;
    private final Disclosures disclosures;

    AnalysePolicy(CurrentPolicies policies, CurrentCatalog catalog, AskEverybody everybody, Disclosures disclosures) {
        this.policies = policies;
        this.catalog = catalog;
        this.everybody = everybody;
        this.disclosures = disclosures;
    }

    /** A policy held against everybody. Fails with {@code policy-not-found}, {@code policy-not-in-force}, {@code overloaded}. */
    public Uni<PolicyPicture> picture(PolicyId id, LocalDate asOf) {
        var published = policies.require(id.value());
        if (published.policy().inForceOn(asOf).isEmpty()) {
            throw NOT_IN_FORCE.because("no version of it is law on " + asOf);
        }
        return pictures(Map.of("policy", id.value()), List.of(published), asOf).map(List::getFirst);
    }

    /** All policies that are law on a day, each held against everybody. */
    public Uni<List<PolicyPicture>> pictures(LocalDate asOf) {
        var all = policies.all();
        return pictures(Map.of("policies", Integer.toString(all.size())), all, asOf);
    }

    private Uni<List<PolicyPicture>> pictures(Map<String, String> details, List<PublishedPolicy> some, LocalDate asOf) {
        var question =
                new Question.Pictures(some.stream().map(AnalysePolicy::law).toList(), asOf);
        var count = Count.pictures(some.stream().map(PublishedPolicy::policy).toList(), asOf);
        return written(details, question, count).map(answer -> ((Answer.Pictures) answer).pictures());
    }

    private static Law law(PublishedPolicy published) {
        return new Law(published.policy().id(), published.publication().number());
    }

    /**
     * What a changed policy would do. Fails with {@code other-policy} when it is about somebody else and {@code no-groups} for a
     * fact that has no groups.
     *
     * @param document what the changed policy was read from
     * @param groupedBy a fact with few values
     */
    public Uni<WhatIf> whatIf(
            PolicyId id, Policy changed, PolicyDocument document, LocalDate asOf, Optional<String> groupedBy) {
        var published = policies.require(id.value());
        var policy = published.policy();
        mustFit(policy, changed, groupedBy);
        var question = new Question.Comparison(law(published), document, asOf, groupedBy);
        return compared(question, Count.comparison(policy, changed, asOf, groupedBy));
    }

    /** The same for two policies as they are, for the gate. Fails with {@code overloaded}. */
    Uni<WhatIf> compare(Policy law, Policy proposed, PolicyDocument document, LocalDate asOf) {
        var publication = law.versions().isEmpty() ? 0 : policies.publication(law.id());
        var question = new Question.Comparison(new Law(law.id(), publication), document, asOf, Optional.empty());
        return compared(question, Count.comparison(law, proposed, asOf, Optional.empty()));
    }

    private Uni<WhatIf> compared(Question.Comparison question, Count count) {
        return written(Map.of("policy", question.law().policy().value()), question, count)
                .map(answer -> ((Answer.Comparison) answer).whatIf());
    }

    /** Refuses what changes another policy, or one about somebody else, and a fact that has no groups. */
    void mustFit(Policy law, Policy changed, Optional<String> groupedBy) {
        if (!changed.id().equals(law.id())) {
            throw other("/policy", "must be " + law.id() + ", changed");
        }
        if (changed.subject() != law.subject()) {
            throw other("/subject", "must be " + law.subject().word() + ", as in the law");
        }
        groupedBy.ifPresent(fact -> mustHaveGroups(law, fact));
    }

    private static Problem other(String pointer, String sentence) {
        return OTHER_POLICY
                .because(pointer.substring(1) + " " + sentence)
                .with(List.of(new Violation(pointer, "other-policy", sentence)));
    }

    private void mustHaveGroups(Policy policy, String name) {
        var groups = FactName.parse(name)
                .filter(fact -> fact.kind() == policy.subject())
                .flatMap(catalog.get()::fact)
                .map(FactDefinition::type)
                .filter(GROUPING::contains);
        if (groups.isEmpty()) {
            throw NO_GROUPS.because("groups are made by a fact of a "
                    + policy.subject().word() + " that is a text, a whole number, or true or false");
        }
    }

    private Uni<Answer> written(Map<String, String> details, Question question, Count count) {
        return disclosures.inBulk(
                Set.of(Disclosures.POLICY_FACTS), details, _ -> everybody.ask(question, count), _ -> 0);
    }
}
