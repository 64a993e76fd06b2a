package city.huitong.matching;

import static city.huitong.matching.MatchingProblem.NOT_IN_FORCE;

import city.huitong.policy.CurrentPolicies;
import city.huitong.policy.Policy;
import city.huitong.policy.PolicyId;
import city.huitong.policy.PublishedPolicy;
import city.huitong.subject.Disclosures;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Asks what policies do to everybody, in numbers: who gets it, who cannot be decided and why, who just fails.
 * Answers come from the columns in memory; nothing is written but the entry in the trail.
 */
@ApplicationScoped
public class AnalysePolicy {

    private final CurrentPolicies policies;
    private final SubjectColumns columns;
    private final Disclosures disclosures;

    AnalysePolicy(CurrentPolicies policies, SubjectColumns columns, Disclosures disclosures) {
        this.policies = policies;
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

    /** What a changed policy would do, for the gate. Fails with {@code overloaded}. */
    Uni<WhatIf> compare(Policy law, Policy proposed, LocalDate asOf) {
        return counted(
                proposed,
                () -> new CompareEverybody(law, proposed, asOf, Optional.empty(), 0)
                        .of(columns.parts(proposed.subject())));
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
