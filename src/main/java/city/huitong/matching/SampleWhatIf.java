package city.huitong.matching;

import city.huitong.catalog.CurrentCatalog;
import city.huitong.catalog.SubjectId;
import city.huitong.catalog.SubjectKind;
import city.huitong.matching.CompareEverybody.Chosen;
import city.huitong.platform.data.Moment;
import city.huitong.platform.data.SqlTx;
import city.huitong.platform.runtime.CityClock;
import city.huitong.policy.Policy;
import city.huitong.policy.PublishedPolicy;
import city.huitong.subject.DisclosureGrant;
import city.huitong.subject.Disclosures;
import city.huitong.subject.SubjectFacts;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Explains for some of those whom a change concerns what they get by the law and what they would get: as officers see a decision, each with
 * an entry of its own in the trail. Nobody signs what is not law.
 */
@ApplicationScoped
public class SampleWhatIf {

    private final Disclosures disclosures;
    private final DecideSubject decideSubject;
    private final SubjectFacts facts;
    private final CurrentCatalog catalog;
    private final CityClock clock;

    SampleWhatIf(
            Disclosures disclosures,
            DecideSubject decideSubject,
            SubjectFacts facts,
            CurrentCatalog catalog,
            CityClock clock) {
        this.disclosures = disclosures;
        this.decideSubject = decideSubject;
        this.facts = facts;
        this.catalog = catalog;
        this.clock = clock;
    }

    /**
     * One subject, twice.
     *
     * @param change gain, lose, more or less
     * @param before by the law, as {@code huitong.decision.v1} without a signature
     * @param after by the changed policy, the same, marked as a draft
     */
    public record Sample(String change, SubjectId subject, Map<String, Object> before, Map<String, Object> after) {}

    Uni<List<Sample>> explain(AskWhatIf.Law law, Policy changed, Moment asked, Chosen chosen) {
        var changes = chosen.changes();
        if (changes.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        var kind = changed.subject();
        var who = new LinkedHashMap<SubjectId, SubjectKind>();
        changes.keySet().forEach(subject -> who.put(subject, kind));
        var names = names(law, changed);
        return disclosures.underLaw(
                who,
                names,
                (tx, grants) -> facts.holdStill(tx, names)
                        .replaceWith(() -> asked.knownAt().isPresent() ? asked : asked.knownAt(clock.now()))
                        .chain(moment -> each(tx, grants, law, changed, moment, changes)));
    }

    private static Set<String> names(AskWhatIf.Law law, Policy changed) {
        var names = new HashSet<>(changed.facts());
        law.rivals().forEach(rival -> names.addAll(rival.policy().facts()));
        return names;
    }

    private Uni<List<Sample>> each(
            SqlTx tx,
            List<DisclosureGrant> grants,
            AskWhatIf.Law law,
            Policy changed,
            Moment moment,
            Map<SubjectId, String> changes) {
        return Multi.createFrom()
                .iterable(grants)
                .onItem()
                .transformToUniAndConcatenate(grant -> decideSubject
                        .decide(tx, grant, moment, List.of(policies(law), withChanged(law, changed)))
                        .map(both -> sample(law, changed, moment, grant, changes, both)))
                .collect()
                .asList();
    }

    private static List<Policy> policies(AskWhatIf.Law law) {
        return law.rivals().stream().map(PublishedPolicy::policy).toList();
    }

    private static List<Policy> withChanged(AskWhatIf.Law law, Policy changed) {
        return policies(law).stream()
                .map(policy -> policy.id().equals(changed.id()) ? changed : policy)
                .toList();
    }

    private Sample sample(
            AskWhatIf.Law law,
            Policy changed,
            Moment moment,
            DisclosureGrant grant,
            Map<SubjectId, String> changes,
            List<List<ExplainedDecision>> both) {
        return new Sample(
                changes.getOrDefault(grant.subject(), ""),
                grant.subject(),
                content(both.getFirst(), changed, Optional.of(law.policy()), moment, grant),
                content(both.getLast(), changed, Optional.empty(), moment, grant));
    }

    private Map<String, Object> content(
            List<ExplainedDecision> decisions,
            Policy changed,
            Optional<PublishedPolicy> published,
            Moment moment,
            DisclosureGrant grant) {
        var explained = decisions.stream()
                .filter(each -> each.policy().id().equals(changed.id()))
                .findFirst()
                .orElseThrow();
        return new DecisionContent(
                        explained,
                        published.map(PublishedPolicy::publication),
                        moment,
                        grant.subject(),
                        DecisionLevel.OFFICER,
                        catalog.get())
                .tree();
    }
}
