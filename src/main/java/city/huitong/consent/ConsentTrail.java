package city.huitong.consent;

import city.huitong.audit.AuditEntry;
import city.huitong.audit.AuditKind;
import city.huitong.audit.AuditTrail;
import city.huitong.audit.Basis;
import city.huitong.consent.Consent.Moved;
import city.huitong.platform.data.SqlTx;
import city.huitong.platform.outbox.Outbox;
import city.huitong.platform.problem.Problem;
import city.huitong.platform.runtime.CityClock;
import city.huitong.platform.webhook.Webhooks;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** Tells of moves and refusals: an entry of the trail in the same transaction, an event for both sides, and a webhook
 * for the recipient. */
@ApplicationScoped
class ConsentTrail {

    private final AuditTrail trail;
    private final Outbox outbox;
    private final Webhooks webhooks;
    private final CityClock clock;

    ConsentTrail(AuditTrail trail, Outbox outbox, Webhooks webhooks, CityClock clock) {
        this.trail = trail;
        this.outbox = outbox;
        this.webhooks = webhooks;
        this.clock = clock;
    }

    /** After the consent's row was written. */
    Uni<Void> moved(SqlTx tx, Moved moved) {
        return trail.append(tx, entry(moved))
                .chain(() -> outbox.append(tx, ConsentChanged.event(moved)))
                .chain(() -> webhooks.append(tx, ConsentChanged.message(moved)));
    }

    /** A read that was refused; the subject sees that somebody tried. */
    Uni<Void> refused(SqlTx tx, Consent consent, ReadRequest request, Actor actor, Problem problem) {
        var entry = entry(AuditKind.REFUSED, consent, actor, Basis.NONE)
                .reading(request.names().stream().sorted().toList())
                .with(Map.of(
                        "consent",
                        consent.id().toString(),
                        "code",
                        problem.type().code()));
        return trail.append(tx, entry).replaceWithVoid();
    }

    /** An answer that was given is given once more. */
    Uni<Void> repeated(SqlTx tx, Consent consent, ReadAnswer answer, Actor actor) {
        var names = answer.facts().stream().map(ReadAnswer.ReadFact::name).toList();
        var entry = entry(AuditKind.READ, consent, actor, consent.basis())
                .reading(names)
                .answeredBy(answer.id())
                .with(Map.of("repeated", "yes"));
        return trail.append(tx, entry).replaceWithVoid();
    }

    private AuditEntry entry(Moved moved) {
        var event = moved.event();
        var from = event.from().isEmpty() ? "NONE" : event.from();
        return entry(
                        AuditKind.CONSENT_CHANGED,
                        moved.consent(),
                        event.actor(),
                        moved.consent().basis())
                .reading(List.of())
                .with(Map.of("move", event.move(), "from", from, "to", event.to()));
    }

    private AuditEntry entry(AuditKind kind, Consent consent, Actor actor, Basis basis) {
        return AuditEntry.of(
                        kind, actor.inTrail(), actor.role(), consent.request().purpose(), basis, clock.now())
                .about(consent.subject().value());
    }
}
