package city.huitong.consent;

import city.huitong.audit.AuditEntry;
import city.huitong.audit.AuditKind;
import city.huitong.audit.AuditTrail;
import city.huitong.audit.Basis;
import city.huitong.catalog.SubjectId;
import city.huitong.platform.data.UnitOfWork;
import city.huitong.platform.runtime.CityClock;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/**
 * How many of those who may speak for a subject must approve a consent: one, unless an enterprise's articles say otherwise and the
 * hub's operator was shown them. Holds for consents proposed afterwards.
 */
@ApplicationScoped
public class ApprovalRules {

    /** The most approvals that can be needed. */
    public static final int MOST = 10;

    private final UnitOfWork unitOfWork;
    private final ConsentRepository consents;
    private final AuditTrail trail;
    private final CityClock clock;

    ApprovalRules(UnitOfWork unitOfWork, ConsentRepository consents, AuditTrail trail, CityClock clock) {
        this.unitOfWork = unitOfWork;
        this.consents = consents;
        this.trail = trail;
        this.clock = clock;
    }

    /** From now on so many must approve, 1 to {@value #MOST}. */
    public Uni<Void> set(SubjectId subject, int needed, Actor actor) {
        var entry = AuditEntry.of(
                        AuditKind.ACCESS_CHANGED,
                        actor.inTrail(),
                        actor.role(),
                        "approval-rule",
                        Basis.NONE,
                        clock.now())
                .about(subject.value())
                .with(Map.of("needed", Integer.toString(needed)));
        return unitOfWork.onRows(tx -> consents.setApprovalsNeeded(tx, subject, needed)
                .chain(() -> trail.append(tx, entry))
                .replaceWithVoid());
    }
}
