package city.huitong.consent;

import static city.huitong.consent.ConsentProblem.ITEM_NOT_CONSENTED;
import static city.huitong.consent.ConsentProblem.STATE_CONFLICT;

import city.huitong.catalog.CurrentCatalog;
import city.huitong.consent.KeptAnswers.Claim;
import city.huitong.consent.ReadAnswer.ReadFact;
import city.huitong.platform.data.SqlTx;
import city.huitong.platform.data.UnitOfWork;
import city.huitong.platform.problem.Problem;
import city.huitong.platform.runtime.CityClock;
import city.huitong.platform.runtime.Identifiers;
import city.huitong.subject.DisclosureGrant;
import city.huitong.subject.SourcedFact;
import city.huitong.subject.SubjectProfiles;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Reads facts under a consent: uses it once, reads, writes the trail, all in one transaction. What fails or is refused uses
 * nothing.
 */
@ApplicationScoped
public class ReadWithConsent {

    /** A grant is used in the transaction that made it. */
    private static final Duration GRANT = Duration.ofMinutes(1);

    /** How often a read is tried again when the consent is moved between the attempt and the look for the reason. */
    private static final int ATTEMPTS = 3;

    private final UnitOfWork unitOfWork;
    private final ConsentRepository consents;
    private final KeptAnswers keptAnswers;
    private final MoveConsent moves;
    private final ConsentTrail trail;
    private final SubjectProfiles profiles;
    private final CurrentCatalog catalog;
    private final Identifiers identifiers;
    private final CityClock clock;

    ReadWithConsent(
            UnitOfWork unitOfWork,
            ConsentRepository consents,
            KeptAnswers keptAnswers,
            MoveConsent moves,
            ConsentTrail trail,
            SubjectProfiles profiles,
            CurrentCatalog catalog,
            Identifiers identifiers,
            CityClock clock) {
        this.unitOfWork = unitOfWork;
        this.consents = consents;
        this.keptAnswers = keptAnswers;
        this.moves = moves;
        this.trail = trail;
        this.profiles = profiles;
        this.catalog = catalog;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /**
     * The facts, or the same answer once more to a repeated request. Fails with {@code consent-not-found},
     * {@code consent-not-active}, {@code purpose-mismatch}, {@code item-not-consented}, {@code daily-limit-reached} and
     * {@code idempotency-conflict}. A refusal about the recipient's own consent is an entry of the trail.
     */
    public Uni<ReadAnswer> read(ReadRequest request, Actor actor, Optional<RequestKey> key) {
        return unitOfWork
                .onRows(tx -> answer(tx, request, actor, key))
                .onFailure(RefusedRead.class)
                .recoverWithUni(refused -> refuse(refused, request, actor));
    }

    private Uni<ReadAnswer> answer(SqlTx tx, ReadRequest request, Actor actor, Optional<RequestKey> key) {
        return key.isEmpty()
                ? use(tx, request, actor)
                : keptAnswers.claim(tx, key.get()).chain(claim -> answer(tx, request, actor, key.get(), claim));
    }

    private Uni<ReadAnswer> answer(SqlTx tx, ReadRequest request, Actor actor, RequestKey key, Claim claim) {
        return claim instanceof Claim.Answered answered && answered.answer().isPresent()
                ? repeat(tx, request, actor, answered.answer().get())
                : use(tx, request, actor)
                        .call(answer -> keptAnswers.keep(tx, key, request.consent(), Optional.of(answer)));
    }

    private Uni<ReadAnswer> use(SqlTx tx, ReadRequest request, Actor actor) {
        return used(tx, request, actor, ATTEMPTS).chain(consent -> disclose(tx, consent, request, actor));
    }

    private Uni<Consent> used(SqlTx tx, ReadRequest request, Actor actor, int attempts) {
        return consents.use(tx, request, actor.name())
                .chain(used -> used.isPresent()
                        ? Uni.createFrom().item(used.get())
                        : lookAgain(tx, request, actor, attempts - 1));
    }

    /** Where no reason is left it was moved just now, and the read is possible after all. */
    private Uni<Consent> lookAgain(SqlTx tx, ReadRequest request, Actor actor, int attempts) {
        return why(tx, request, actor).chain(consent -> {
            if (attempts == 0) {
                throw new RefusedRead(consent, STATE_CONFLICT.because("it is moved all the time; send it again"));
            }
            return used(tx, request, actor, attempts);
        });
    }

    /** The consent when nothing stands against the read; fails with what does. */
    private Uni<Consent> why(SqlTx tx, ReadRequest request, Actor actor) {
        return consents.find(tx, request.consent())
                .map(found -> found.filter(
                                consent -> consent.request().recipient().equals(actor.name()))
                        .orElseThrow(MoveConsent::notFound))
                .invoke(consent -> WhyNot.of(consent, request, clock).ifPresent(problem -> {
                    throw new RefusedRead(consent, problem);
                }));
    }

    private Uni<ReadAnswer> disclose(SqlTx tx, Consent consent, ReadRequest request, Actor actor) {
        mustReachNoFurther(consent, request);
        var id = identifiers.next();
        return profiles.disclose(tx, grant(id, consent, request, actor))
                .map(facts -> answer(id, consent, facts))
                .call(() -> endAfterLastRead(tx, consent));
    }

    /** A fact may have been redefined since, and look back further than was consented to. */
    private void mustReachNoFurther(Consent consent, ReadRequest request) {
        var reachesTooFar = request.facts().stream()
                .flatMap(name -> catalog.get().fact(name).stream())
                .anyMatch(fact -> ProposeConsent.reach(fact) > consent.terms().lookbackMonths());
        if (reachesTooFar) {
            throw new RefusedRead(
                    consent, ITEM_NOT_CONSENTED.because("a fact looks back further than was consented to"));
        }
    }

    private DisclosureGrant grant(UUID id, Consent consent, ReadRequest request, Actor actor) {
        return new DisclosureGrant(
                id,
                consent.subject(),
                consent.kind(),
                request.names(),
                consent.request().purpose(),
                consent.basis(),
                actor.name(),
                actor.role(),
                clock.now().plus(GRANT));
    }

    private ReadAnswer answer(UUID id, Consent consent, List<SourcedFact> facts) {
        var now = clock.now();
        return new ReadAnswer(
                id,
                consent.id(),
                consent.version(),
                now,
                now.plus(Duration.ofDays(consent.terms().retentionDays())),
                consent.terms().maxReads() - consent.use().reads(),
                facts.stream().map(ReadFact::of).toList());
    }

    private Uni<Void> endAfterLastRead(SqlTx tx, Consent consent) {
        return consent.use().reads() < consent.terms().maxReads()
                ? Uni.createFrom().voidItem()
                : moves.apply(tx, consent, new Move.Exhaust(), Actor.HUB).replaceWithVoid();
    }

    /** The answer was paid for; it is given again only while the consent would still allow it. */
    private Uni<ReadAnswer> repeat(SqlTx tx, ReadRequest request, Actor actor, ReadAnswer answer) {
        return consents.allows(tx, request, actor.name())
                .chain(allowed -> allowed.isPresent() ? Uni.createFrom().item(allowed.get()) : why(tx, request, actor))
                .chain(consent -> trail.repeated(tx, consent, answer, actor))
                .replaceWith(answer);
    }

    private Uni<ReadAnswer> refuse(RefusedRead refused, ReadRequest request, Actor actor) {
        return unitOfWork
                .onRows(tx -> trail.refused(tx, refused.consent, request, actor, refused.problem))
                .chain(() -> Uni.createFrom().failure(refused.problem));
    }

    /** Rolls the read back, and says what to write about it. */
    private static final class RefusedRead extends RuntimeException {

        private final transient Consent consent;
        private final transient Problem problem;

        RefusedRead(Consent consent, Problem problem) {
            super(problem.detail(), null, false, false);
            this.consent = consent;
            this.problem = problem;
        }
    }
}
