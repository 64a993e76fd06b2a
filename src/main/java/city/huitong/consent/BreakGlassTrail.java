package city.huitong.consent;

import city.huitong.audit.AuditEntry;
import city.huitong.audit.AuditKind;
import city.huitong.audit.AuditTrail;
import city.huitong.audit.Basis;
import city.huitong.audit.Delay;
import city.huitong.platform.data.SqlTx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What the trail says of break-glass. The subject sees every move, at once or when the delay is over. */
@ApplicationScoped
class BreakGlassTrail {

    private final AuditTrail trail;

    BreakGlassTrail(AuditTrail trail) {
        this.trail = trail;
    }

    /** A proposal hides itself for as long as it asks to be hidden, and no longer. */
    Uni<UUID> proposed(SqlTx tx, BreakGlass glass, String role) {
        var delay = glass.proposal().hiddenUntil(glass.proposedAt()).map(Delay::decidedHere);
        var act = act(glass, glass.proposedBy(), role, "propose", glass.proposedAt());
        return trail.append(tx, delay.map(act::delayed).orElse(act));
    }

    /** The leaf that decides the delay, about nobody; empty when there is none. */
    Uni<Optional<UUID>> delayed(SqlTx tx, BreakGlass glass, String by, String role, Instant at) {
        if (glass.proposal().delayDays() == 0) {
            return Uni.createFrom().item(Optional.empty());
        }
        var decision = AuditEntry.of(
                        AuditKind.LOG_RULE, by, role, glass.proposal().purpose(), law(glass), at)
                .with(Map.of(
                        "act", "delay",
                        "break-glass", glass.id().toString(),
                        "days", Integer.toString(glass.proposal().delayDays())));
        return trail.append(tx, decision).map(Optional::of);
    }

    Uni<UUID> approved(SqlTx tx, BreakGlass glass, BreakGlass.Approval approval, String role) {
        var act = act(glass, approval.by(), role, "approve", approval.at());
        return trail.append(tx, glass.delay().map(act::delayed).orElse(act));
    }

    /** An attempt that fails says nothing sooner than the rest would. */
    AuditEntry refused(BreakGlass glass, Asking asking, String why, Instant at) {
        var act = AuditEntry.of(
                        AuditKind.REFUSED,
                        asking.actor(),
                        asking.anyRole(),
                        glass.proposal().purpose(),
                        Basis.NONE,
                        at)
                .about(glass.proposal().subject().value())
                .with(Map.of("break-glass", glass.id().toString(), "why", why));
        var hidden = glass.delay()
                .or(() -> glass.proposal().hiddenUntil(glass.proposedAt()).map(Delay::decidedHere));
        return hidden.filter(delay -> delay.until().isAfter(at))
                .map(act::delayed)
                .orElse(act);
    }

    private static AuditEntry act(BreakGlass glass, String actor, String role, String move, Instant at) {
        return AuditEntry.of(
                        AuditKind.BREAK_GLASS, actor, role, glass.proposal().purpose(), law(glass), at)
                .about(glass.proposal().subject().value())
                .with(Map.of(
                        "act", move,
                        "break-glass", glass.id().toString(),
                        "minutes", Integer.toString(glass.proposal().minutes()),
                        "reason", glass.proposal().reason(),
                        "reads", Integer.toString(glass.proposal().maxReads())));
    }

    static Basis.Law law(BreakGlass glass) {
        return new Basis.Law(glass.proposal().basis(), glass.proposal().documentText());
    }
}
