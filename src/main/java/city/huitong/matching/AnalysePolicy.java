package city.huitong.matching;

import static city.huitong.matching.MatchingProblem.NOT_IN_FORCE;
import static city.huitong.matching.MatchingProblem.NO_GROUPS;
import static city.huitong.matching.MatchingProblem.OTHER_POLICY;

import city.huitong.catalog.CurrentCatalog;
import city.huitong.catalog.FactDefinition;
import city.huitong.catalog.FactName;
import city.huitong.catalog.FactType;
import city.huitong.platform.problem.Problem;
import city.huitong.platform.problem.Violation;
import city.huitong.policy.CurrentPolicies;
import city.huitong.policy.Policy;
import city.huitong.policy.PolicyId;
import city.huitong.policy.PublishedPolicy;
import city.huitong.subject.Disclosures;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Asks what policies do to everybody, in numbers: who gets it, who cannot be decided and why, who just fails, what a change would do.
 * Answers come from the columns in memory; nothing is written but the entry in the trail.
 */
@ApplicationScoped
public class AnalysePolicy {

    /** Other facts have as many values as there are people. */
    private static final Set<FactType> GROUPING = EnumSet.of(FactType.TEXT, FactType.BOOL, FactType.INT);

    private final CurrentPolicies policies;
    private final CurrentCatalog catalog;
    private final SubjectColumns columns;
    private final Disclosures disclosures;

    AnalysePolicy(CurrentPolicies policies, CurrentCatalog catalog, SubjectColumns columns, Disclosures disclosures) {
        this.policies = policies;
        this.catalog = catalog;
        this.columns = columns;
        this.disclosures = disclosures;
    }

    /** A policy held against everybody. Fails with {@code policy-not-found}, {@code policy-not-in-force}, {@code overloaded}. */
    public Uni<PolicyPicture> picture(PolicyId id, LocalDate asOf) {
        var policy = policies.require(id);
        var version =
                policy.inForceOn(asOf).orElseThrow(() -> NOT_IN_FORCE.because("no version of it is law on " + asOf));
        return counted(policy, () -> new PictureEverybody(policy, version, asOf).of(columns.parts(policy.subject())));
    }

    /** All policies that are law on a day, each held against everybody. */
    public Uni<List<PolicyPicture>> pictures(LocalDate asOf) {
        var all = policies.all().stream().map(PublishedPolicy::policy).toList();
        return written(
                Map.of("policies", Integer.toString(all.size())),
                () -> all.stream()
                        .flatMap(policy -> policy.inForceOn(asOf).stream()
                                .map(version -> new PictureEverybody(policy, version, asOf)
                                        .of(columns.parts(policy.subject()))))
                        .toList());
    }

    /**
     * What a changed policy would do. Fails with {@code other-policy} when it is about somebody else and {@code no-groups} for a
     * fact that has no groups.
     *
     * @param groupedBy a fact with few values
     */
    public Uni<WhatIf> whatIf(PolicyId id, Policy changed, LocalDate asOf, Optional<String> groupedBy) {
        var policy = policies.require(id);
        mustFit(policy, changed, groupedBy);
        return counted(
                policy,
                () -> new CompareEverybody(policy, changed, asOf, groupedBy, 0).of(columns.parts(policy.subject())));
    }

    /** The same for two policies as they are, for the gate. Fails with {@code overloaded}. */
    Uni<WhatIf> compare(Policy law, Policy proposed, LocalDate asOf) {
        return counted(
                proposed,
                () -> new CompareEverybody(law, proposed, asOf, Optional.empty(), 0)
                        .of(columns.parts(proposed.subject())));
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

    private <T> Uni<T> counted(Policy policy, Supplier<T> count) {
        return written(Map.of("policy", policy.id().value()), count);
    }

    private <T> Uni<T> written(Map<String, String> details, Supplier<T> count) {
        return disclosures.inBulk(
                Set.of(Disclosures.POLICY_FACTS),
                details,
                _ -> Uni.createFrom().item(count).runSubscriptionOn(Infrastructure.getDefaultWorkerPool()),
                _ -> 0);
    }
}
