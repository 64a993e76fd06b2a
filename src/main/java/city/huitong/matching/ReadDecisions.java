package city.huitong.matching;

import city.huitong.catalog.SubjectId;
import city.huitong.catalog.SubjectKind;
import city.huitong.platform.data.Moment;
import city.huitong.platform.data.SqlTx;
import city.huitong.policy.CurrentPolicies;
import city.huitong.policy.Policy;
import city.huitong.subject.DisclosureGrant;
import city.huitong.subject.Disclosures;
import city.huitong.subject.Disclosures.Wanted;
import city.huitong.subject.SubjectFacts;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Every policy decided for one subject, for those who may see it; by the law and the records as they are, or as they were known. */
@ApplicationScoped
public class ReadDecisions {

    private static final Set<String> ITEMS = Set.of(Disclosures.POLICY_FACTS);

    private final Disclosures disclosures;
    private final DecideSubject decideSubject;
    private final CurrentPolicies policies;
    private final PastKnowledge past;
    private final SubjectFacts facts;

    ReadDecisions(
            Disclosures disclosures,
            DecideSubject decideSubject,
            CurrentPolicies policies,
            PastKnowledge past,
            SubjectFacts facts) {
        this.disclosures = disclosures;
        this.decideSubject = decideSubject;
        this.policies = policies;
        this.past = past;
        this.facts = facts;
    }

    /**
     * The decisions about a subject, by policy id. Fails with {@code no-legal-basis}, {@code subject-not-found},
     * {@code nothing-known-then} and {@code publication-unreadable}.
     */
    public Uni<List<ExplainedDecision>> about(SubjectId subject, Moment moment) {
        return law(moment)
                .chain(law -> disclosures.underLaw(
                        new Wanted(subject, ITEMS), (tx, grant) -> decide(tx, grant, moment, law)));
    }

    /** The decisions about the subject who calls; fails as {@link #about}. */
    public Uni<List<ExplainedDecision>> own(Moment moment) {
        return law(moment).chain(law -> disclosures.toSubject(ITEMS, (tx, grant) -> decide(tx, grant, moment, law)));
    }

    private Uni<Function<SubjectKind, List<Policy>>> law(Moment moment) {
        return moment.knownAt()
                .map(time -> past.law(time).<Function<SubjectKind, List<Policy>>>map(law -> law::about))
                .orElseGet(() -> Uni.createFrom().item(policies::about));
    }

    private Uni<List<ExplainedDecision>> decide(
            SqlTx tx, DisclosureGrant grant, Moment moment, Function<SubjectKind, List<Policy>> law) {
        var about = law.apply(grant.kind());
        return moment.knownAt().isEmpty()
                ? decideSubject.decide(tx, grant, moment, about)
                : facts.holdStill(tx, grant.facts()).chain(() -> decideSubject.decide(tx, grant, moment, about));
    }
}
