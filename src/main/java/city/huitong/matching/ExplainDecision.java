package city.huitong.matching;

import static city.huitong.matching.MatchingProblem.OTHER_KIND;
import static city.huitong.platform.problem.PlatformProblem.OVERLOADED;

import city.huitong.catalog.CurrentCatalog;
import city.huitong.catalog.SubjectId;
import city.huitong.platform.data.Moment;
import city.huitong.platform.data.SqlTx;
import city.huitong.platform.runtime.CityClock;
import city.huitong.policy.PastLaw;
import city.huitong.policy.PublishedPolicy;
import city.huitong.subject.DisclosureGrant;
import city.huitong.subject.Disclosures;
import city.huitong.subject.Disclosures.Wanted;
import city.huitong.subject.SubjectFacts;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One decision about one subject as a signed document, computed when it is asked for and stored nowhere. Asked again with its {@code asOf} and
 * {@code knownAt} it says the same, whatever has come since (ADR 0018).
 */
@ApplicationScoped
public class ExplainDecision {

    private final Disclosures disclosures;
    private final DecideSubject decideSubject;
    private final PastKnowledge past;
    private final PastLaw pastLaw;
    private final SubjectFacts facts;
    private final SignDecision sign;
    private final CurrentCatalog catalog;
    private final CityClock clock;

    ExplainDecision(
            Disclosures disclosures,
            DecideSubject decideSubject,
            PastKnowledge past,
            PastLaw pastLaw,
            SubjectFacts facts,
            SignDecision sign,
            CurrentCatalog catalog,
            CityClock clock) {
        this.disclosures = disclosures;
        this.decideSubject = decideSubject;
        this.past = past;
        this.pastLaw = pastLaw;
        this.facts = facts;
        this.sign = sign;
        this.catalog = catalog;
        this.clock = clock;
    }

    /**
     * A policy and those that it cannot be had beside.
     *
     * @param policy the one that is asked about, which is among all
     */
    private record Law(PublishedPolicy policy, List<PublishedPolicy> all) {

        Set<String> facts() {
            return all.stream().flatMap(each -> each.policy().facts().stream()).collect(Collectors.toSet());
        }
    }

    /**
     * The decision of a policy about a subject. Fails with {@code policy-not-found}, {@code publication-unreadable},
     * {@code nothing-known-then}, {@code other-kind}, {@code no-legal-basis}, which also says that a fact the policy read then is none the
     * caller may read, and {@code subject-not-found}.
     */
    public Uni<SignedDecision> about(SubjectId subject, String policy, Moment moment, DecisionLevel level) {
        return law(policy, moment)
                .chain(law -> disclosures.underLaw(
                        new Wanted(subject, law.facts()), (tx, grant) -> explain(tx, grant, law, moment, level)));
    }

    /** The decision of a policy about the subject who calls; fails as {@link #about}. */
    public Uni<SignedDecision> own(String policy, Moment moment) {
        return law(policy, moment)
                .chain(law -> disclosures.toSubject(
                        law.facts(), (tx, grant) -> explain(tx, grant, law, moment, DecisionLevel.CITIZEN)));
    }

    private Uni<Law> law(String policy, Moment moment) {
        return past.law(moment.knownAt().orElseGet(clock::now)).map(known -> {
            var asked = known.require(policy);
            return new Law(asked, known.withRivals(asked));
        });
    }

    /** Whoever is storing records or publishing has finished, so that nothing of this time is still to come. */
    private Uni<SignedDecision> explain(SqlTx tx, DisclosureGrant grant, Law law, Moment moment, DecisionLevel level) {
        mustBeAbout(law.policy(), grant);
        return facts.holdStill(tx, grant.facts())
                .chain(() -> pastLaw.holdStill(tx, law.all()))
                .replaceWith(() -> moment.knownAt().isPresent() ? moment : moment.knownAt(clock.now()))
                .call(settled -> mustBeStill(tx, law, settled))
                .chain(settled -> decide(tx, grant, law, settled)
                        .map(explained -> sign.sign(new DecisionContent(
                                        explained,
                                        Optional.of(law.policy().publication()),
                                        settled,
                                        grant.subject(),
                                        level,
                                        catalog.get())
                                .tree())));
    }

    private static void mustBeAbout(PublishedPolicy policy, DisclosureGrant grant) {
        if (policy.policy().subject() != grant.kind()) {
            throw OTHER_KIND.because(
                    "the policy is about a " + policy.policy().subject().word() + ", and the subject is a "
                            + grant.kind().word());
        }
    }

    private Uni<Void> mustBeStill(SqlTx tx, Law law, Moment moment) {
        return pastLaw.isStill(tx, moment.knownAt().orElseThrow(), law.all())
                .invoke(still -> {
                    if (!still) {
                        throw OVERLOADED.because("the law is changing at this moment; ask again");
                    }
                })
                .replaceWithVoid();
    }

    private Uni<ExplainedDecision> decide(SqlTx tx, DisclosureGrant grant, Law law, Moment moment) {
        var policies = law.all().stream().map(PublishedPolicy::policy).toList();
        return decideSubject
                .decide(tx, grant, moment, policies)
                .map(all -> all.stream()
                        .filter(each ->
                                each.policy().id().equals(law.policy().policy().id()))
                        .findFirst()
                        .orElseThrow());
    }
}
