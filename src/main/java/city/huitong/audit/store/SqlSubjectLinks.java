package city.huitong.audit.store;

import city.huitong.audit.AuditEntry;
import city.huitong.audit.AuditKind;
import city.huitong.audit.AuditTrail;
import city.huitong.audit.Basis;
import city.huitong.audit.SubjectLinks;
import city.huitong.platform.data.Tx;
import city.huitong.platform.runtime.CityClock;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Salts in PostgreSQL. */
@ApplicationScoped
class SqlSubjectLinks implements SubjectLinks {

    private final AuditTrail trail;
    private final CityClock clock;

    SqlSubjectLinks(AuditTrail trail, CityClock clock) {
        this.trail = trail;
        this.clock = clock;
    }

    @Override
    public Uni<UUID> sever(Tx tx, UUID subject, String actor, String role, Basis.Law basis) {
        var act = AuditEntry.of(AuditKind.LOG_RULE, actor, role, "erasure", basis, clock.now())
                .with(Map.of("act", "sever"));
        return Statements.execute(
                        tx,
                        "delete from audit_salt where subject = cast(cast(? as text) as uuid)",
                        List.of(subject.toString()))
                .chain(() -> trail.append(tx, act));
    }
}
