package city.huitong.policy;

import city.huitong.audit.AuditEntry;
import city.huitong.audit.AuditKind;
import city.huitong.audit.AuditTrail;
import city.huitong.audit.Basis;
import city.huitong.platform.data.EntityTx;
import city.huitong.platform.runtime.CityClock;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** What the trail says of proposals: who proposed, checked, approved, rejected or took back which words. */
@ApplicationScoped
class ProposalTrail {

    private static final String PURPOSE = "policy-publication";

    private final AuditTrail trail;
    private final CityClock clock;

    ProposalTrail(AuditTrail trail, CityClock clock) {
        this.trail = trail;
        this.clock = clock;
    }

    Uni<Void> write(EntityTx tx, Proposal proposal, String actor, String role, String act) {
        var entry = AuditEntry.of(AuditKind.POLICY_CHANGED, actor, role, PURPOSE, Basis.NONE, clock.now())
                .with(Map.of(
                        "act", act,
                        "policy", proposal.policy().value(),
                        "proposal", proposal.id().toString(),
                        "base", Integer.toString(proposal.base()),
                        "hash", proposal.hash()));
        return trail.append(tx, entry).replaceWithVoid();
    }
}
