package city.huitong.consent;

import static city.huitong.consent.ConsentProblem.CONSENT_NOT_FOUND;
import static city.huitong.consent.ConsentProblem.WORDS_DIFFER;

import city.huitong.catalog.SubjectId;
import city.huitong.consent.Consent.Moved;
import city.huitong.platform.data.SqlTx;
import city.huitong.platform.data.UnitOfWork;
import city.huitong.platform.problem.Problem;
import city.huitong.platform.runtime.CityClock;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Moves consents: the row is locked, so a move comes before or after every read and every other move. What it changed holds from its
 * commit on.
 */
@ApplicationScoped
public class MoveConsent {

    private final UnitOfWork unitOfWork;
    private final ConsentRepository consents;
    private final ConsentTrail trail;
    private final ConsentWords words;
    private final CityClock clock;

    MoveConsent(
            UnitOfWork unitOfWork,
            ConsentRepository consents,
            ConsentTrail trail,
            ConsentWords words,
            CityClock clock) {
        this.unitOfWork = unitOfWork;
        this.consents = consents;
        this.trail = trail;
        this.words = words;
        this.clock = clock;
    }

    /** A move of whom it is about. Fails with {@code consent-not-found} for other subjects' consents. */
    public Uni<Consent> bySubject(UUID id, SubjectId subject, Move move, Actor actor) {
        return move(id, consent -> consent.subject().equals(subject), move, actor);
    }

    /** A move of the recipient. Fails with {@code consent-not-found} for other recipients' consents. */
    public Uni<Consent> byRecipient(UUID id, Move move, Actor actor) {
        return move(id, consent -> consent.request().recipient().equals(actor.name()), move, actor);
    }

    /** A move of the hub's operator. */
    public Uni<Consent> byHub(UUID id, Move move, Actor actor) {
        return move(id, _ -> true, move, actor);
    }

    /** The refusal for a consent that does not exist, or is not the caller's: nobody can tell which. */
    public static Problem notFound() {
        return CONSENT_NOT_FOUND.because("there is none of this id for you");
    }

    private Uni<Consent> move(UUID id, Predicate<Consent> isTheirs, Move move, Actor actor) {
        return unitOfWork.onRows(tx -> consents.lock(tx, id)
                .map(found -> found.filter(isTheirs).orElseThrow(MoveConsent::notFound))
                .chain(consent -> apply(tx, consent, move, actor)));
    }

    /** Moves a consent that this transaction has locked. */
    Uni<Consent> apply(SqlTx tx, Consent consent, Move move, Actor actor) {
        var moved = consent.move(move, actor, clock.now());
        mustHaveBeenShown(consent, move);
        return record(tx, moved).replaceWith(moved.consent());
    }

    private Uni<Void> record(SqlTx tx, Moved moved) {
        return consents.save(tx, moved).chain(() -> trail.moved(tx, moved));
    }

    private void mustHaveBeenShown(Consent consent, Move move) {
        var shown = move instanceof Move.Approve(var sha256) ? Optional.of(sha256) : Optional.<String>empty();
        if (shown.filter(sha256 -> !sha256.equals(words.of(consent).sha256())).isPresent()) {
            throw WORDS_DIFFER.because("read the consent again, show its words, and send their sha256");
        }
    }
}
