package city.huitong.consent;

import static city.huitong.consent.ConsentProblem.CONSENT_NOT_FOUND;
import static city.huitong.platform.problem.PlatformProblem.REQUEST_INVALID;

import city.huitong.catalog.CurrentCatalog;
import city.huitong.catalog.FactDefinition;
import city.huitong.catalog.SubjectKind;
import city.huitong.consent.Consent.Approvals;
import city.huitong.consent.Consent.Link;
import city.huitong.consent.Consent.Request;
import city.huitong.consent.Consent.Use;
import city.huitong.consent.KeptAnswers.Claim;
import city.huitong.platform.data.SqlTx;
import city.huitong.platform.data.UnitOfWork;
import city.huitong.platform.problem.Violation;
import city.huitong.platform.runtime.CityClock;
import city.huitong.platform.runtime.Identifiers;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** A recipient proposes a consent; it waits for the subject for an hour. */
@ApplicationScoped
public class ProposeConsent {

    /** How long the subject has to decide. */
    public static final Duration TIME_TO_DECIDE = Duration.ofMinutes(60);

    private final UnitOfWork unitOfWork;
    private final ConsentRepository consents;
    private final KeptAnswers keptAnswers;
    private final ConsentTrail trail;
    private final FairUseRules fairUse;
    private final CurrentCatalog catalog;
    private final Identifiers identifiers;
    private final CityClock clock;

    ProposeConsent(
            UnitOfWork unitOfWork,
            ConsentRepository consents,
            KeptAnswers keptAnswers,
            ConsentTrail trail,
            FairUseRules fairUse,
            CurrentCatalog catalog,
            Identifiers identifiers,
            CityClock clock) {
        this.unitOfWork = unitOfWork;
        this.consents = consents;
        this.keptAnswers = keptAnswers;
        this.trail = trail;
        this.fairUse = fairUse;
        this.catalog = catalog;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /**
     * The proposed consent, or the one that was proposed by the same request before. Fails with {@code request-invalid},
     * {@code purpose-unknown}, {@code fair-use-exceeded} and {@code idempotency-conflict}.
     */
    public Uni<Consent> propose(Proposal proposal, Actor actor, Optional<RequestKey> key) {
        var now = clock.now();
        mustBeMeaningful(proposal, now);
        fairUse.mustAllow(actor.name(), proposal.product(), proposal.purpose(), proposal.terms(), now);
        return unitOfWork.onRows(tx ->
                claim(tx, key).chain(claim -> answer(tx, claim, key, () -> create(tx, proposal, actor, now))));
    }

    private Uni<Consent> answer(SqlTx tx, Claim claim, Optional<RequestKey> key, Supplier<Uni<Consent>> create) {
        return claim instanceof Claim.Answered answered
                ? existing(tx, answered.consent())
                : create.get().call(made -> keep(tx, key, made));
    }

    private Uni<Claim> claim(SqlTx tx, Optional<RequestKey> key) {
        return key.map(named -> keptAnswers.claim(tx, named))
                .orElse(Uni.createFrom().item(new Claim.Fresh()));
    }

    private Uni<Void> keep(SqlTx tx, Optional<RequestKey> key, Consent made) {
        return key.map(named -> keptAnswers.keep(tx, named, made.id(), Optional.empty()))
                .orElse(Uni.createFrom().voidItem());
    }

    private Uni<Consent> existing(SqlTx tx, UUID id) {
        return consents.find(tx, id).map(found -> found.orElseThrow(() -> CONSENT_NOT_FOUND.because("it is gone")));
    }

    private Uni<Consent> create(SqlTx tx, Proposal proposal, Actor actor, Instant now) {
        return consents.approvalsNeeded(tx, proposal.subject())
                .map(needed -> Consent.proposed(blank(proposal, actor, needed, now), actor))
                .call(moved -> consents.add(tx, moved))
                .call(moved -> trail.moved(tx, moved))
                .map(Consent.Moved::consent);
    }

    private Consent blank(Proposal proposal, Actor actor, int approvalsNeeded, Instant now) {
        var hour = now.plus(TIME_TO_DECIDE);
        var end = proposal.terms().notAfter();
        return new Consent(
                identifiers.next(),
                1,
                proposal.subject(),
                proposal.kind(),
                new Request(
                        actor.name(), proposal.product(), proposal.purpose(), proposal.reference(), fairUse.version()),
                proposal.terms(),
                Approvals.none(approvalsNeeded),
                new ConsentState.Pending(),
                Use.NONE,
                now,
                end.isBefore(hour) ? end : hour,
                Link.NONE);
    }

    private void mustBeMeaningful(Proposal proposal, Instant now) {
        var terms = proposal.terms();
        if (!terms.notAfter().isAfter(now) || !terms.notAfter().isAfter(terms.notBefore())) {
            throw invalid("/notAfter", "range-invalid", "must be in the future and after notBefore");
        }
        if (terms.maxReadsPerDay() > terms.maxReads()) {
            throw invalid("/maxReadsPerDay", "range-invalid", "must not be more than maxReads");
        }
        terms.items().forEach(item -> mustBeKnown(item, proposal.kind(), terms.lookbackMonths()));
    }

    private void mustBeKnown(Item item, SubjectKind kind, int lookbackMonths) {
        if (item.kind() != Item.Kind.FACT) {
            return;
        }
        var fact = catalog.get()
                .fact(item.code())
                .filter(known -> known.name().kind() == kind)
                .orElseThrow(() -> invalid("/items", "item-unknown", "must be facts about this kind of subject"));
        if (reach(fact) > lookbackMonths) {
            throw invalid(
                    "/lookbackMonths",
                    "look-back-too-short",
                    "must be at least " + reach(fact) + ", so far reaches " + fact.name());
        }
    }

    /** How many months back a fact looks. */
    static int reach(FactDefinition fact) {
        return fact.window().map(FactDefinition.Window::months).orElse(0);
    }

    private static RuntimeException invalid(String pointer, String code, String sentence) {
        return REQUEST_INVALID.because("see errors").with(List.of(new Violation(pointer, code, sentence)));
    }
}
