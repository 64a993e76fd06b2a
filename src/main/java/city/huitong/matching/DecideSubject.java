package city.huitong.matching;

import city.huitong.catalog.CurrentCatalog;
import city.huitong.expression.Value;
import city.huitong.platform.data.Moment;
import city.huitong.platform.data.SqlTx;
import city.huitong.policy.CurrentPolicies;
import city.huitong.policy.Decision;
import city.huitong.policy.EligibilityDecision.Undetermined;
import city.huitong.policy.Exclusions;
import city.huitong.policy.Policy;
import city.huitong.policy.PolicyMatcher;
import city.huitong.policy.Prospect;
import city.huitong.subject.DisclosureGrant;
import city.huitong.subject.FactValues;
import city.huitong.subject.SourcedFact;
import city.huitong.subject.SubjectProfiles;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Decides every policy for one subject on any day, from its records, with reasons and sources. Stores nothing. */
@ApplicationScoped
public class DecideSubject {

    private final SubjectProfiles profiles;
    private final CurrentPolicies policies;
    private final CurrentCatalog catalog;

    DecideSubject(SubjectProfiles profiles, CurrentPolicies policies, CurrentCatalog catalog) {
        this.catalog = catalog;
        this.profiles = profiles;
        this.policies = policies;
    }

    /**
     * The decisions of all policies about this kind of subject, by policy id. A policy that reads a fact outside the grant is left out:
     * what it says would give the fact away, or be wrong.
     */
    public Uni<List<ExplainedDecision>> decide(SqlTx tx, DisclosureGrant grant, LocalDate asOf) {
        return decide(tx, grant, Moment.of(asOf), policies.about(grant.kind()));
    }

    /**
     * The decision of one policy, with those that it cannot be had beside; empty where it reads a fact outside the grant.
     */
    public Uni<Optional<ExplainedDecision>> decide(SqlTx tx, DisclosureGrant grant, LocalDate asOf, Policy policy) {
        var law = Exclusions.among(policies.about(grant.kind())).withRivals(List.of(policy));
        return decide(tx, grant, Moment.of(asOf), law)
                .map(all -> all.stream()
                        .filter(each -> each.policy().id().equals(policy.id()))
                        .findFirst());
    }

    /** The same by this law, and by the records as known at the moment. */
    Uni<List<ExplainedDecision>> decide(SqlTx tx, DisclosureGrant grant, Moment moment, List<Policy> law) {
        return profiles.disclose(tx, grant, moment).map(found -> decide(grant, found, moment.day(), law));
    }

    /** The same by several laws, for what is read once. */
    Uni<List<List<ExplainedDecision>>> decide(
            SqlTx tx, DisclosureGrant grant, Moment moment, Collection<List<Policy>> laws) {
        return profiles.disclose(tx, grant, moment)
                .map(found -> laws.stream()
                        .map(law -> decide(grant, found, moment.day(), law))
                        .toList());
    }

    private List<ExplainedDecision> decide(
            DisclosureGrant grant, List<SourcedFact> found, LocalDate asOf, List<Policy> law) {
        var byName = found.stream()
                .collect(Collectors.toMap(fact -> fact.definition().name().toString(), fact -> fact));
        var values =
                new FactValues(grant.subject(), values(found), catalog.get().unsharedFacts(), disputed(found));
        var visible = law.stream()
                .filter(policy -> grant.facts().containsAll(policy.facts()))
                .toList();
        var decisions = visible.stream()
                .map(policy -> PolicyMatcher.decide(policy, asOf, values))
                .toList();
        var settled = Exclusions.among(visible).settle(decisions);
        return IntStream.range(0, settled.size())
                .mapToObj(i -> explained(visible.get(i), settled.get(i), byName, values))
                .toList();
    }

    private ExplainedDecision explained(
            Policy policy, Decision decision, Map<String, SourcedFact> facts, FactValues values) {
        return new ExplainedDecision(policy, decision, facts, gaps(decision), Prospect.of(policy, decision, values));
    }

    private List<DataGap> gaps(Decision decision) {
        return decision.eligibility() instanceof Undetermined(var reasons)
                ? reasons.entrySet().stream()
                        .map(each -> DataGap.of(each.getKey(), each.getValue(), catalog.get()))
                        .toList()
                : List.of();
    }

    private static Map<String, Value> values(List<SourcedFact> found) {
        return found.stream()
                .filter(fact -> fact.value().isPresent())
                .collect(Collectors.toMap(
                        fact -> fact.definition().name().toString(),
                        fact -> fact.value().orElseThrow()));
    }

    private static Set<String> disputed(List<SourcedFact> found) {
        return found.stream()
                .filter(SourcedFact::disputed)
                .map(fact -> fact.definition().name().toString())
                .collect(Collectors.toSet());
    }
}
