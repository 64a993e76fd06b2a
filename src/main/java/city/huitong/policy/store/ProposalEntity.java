package city.huitong.policy.store;

import city.huitong.policy.PolicyDocument;
import city.huitong.policy.PolicyId;
import city.huitong.policy.Proposal;
import city.huitong.policy.Proposal.Approved;
import city.huitong.policy.Proposal.Proposed;
import city.huitong.policy.Proposal.Rejected;
import city.huitong.policy.Proposal.State;
import city.huitong.policy.Proposal.Withdrawn;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A proposal as stored. Its document never changes. */
@Entity
@Table(name = "policy_proposal")
class ProposalEntity {

    @Id
    private UUID id;

    @Column(name = "policy_id")
    private String policyId;

    private int base;
    private String document;
    private String cases;
    private String hash;
    private String report;

    @Column(name = "proposed_by")
    private String proposedBy;

    @Column(name = "proposed_at")
    private Instant proposedAt;

    private String state;

    @Column(name = "decided_by")
    private @Nullable String decidedBy;

    @Column(name = "decided_at")
    private @Nullable Instant decidedAt;

    private @Nullable String reason;
    private @Nullable Integer publication;

    protected ProposalEntity() {}

    static ProposalEntity from(Proposal proposal) {
        var entity = new ProposalEntity();
        entity.id = proposal.id();
        entity.policyId = proposal.policy().value();
        entity.document = DocumentText.write(proposal.document().policy());
        entity.cases = DocumentText.write(proposal.document().cases());
        entity.hash = proposal.hash();
        entity.proposedBy = proposal.proposedBy();
        entity.proposedAt = proposal.proposedAt();
        entity.take(proposal);
        return entity;
    }

    /** What can change. */
    final void take(Proposal proposal) {
        base = proposal.base();
        report = ReportText.write(proposal.report());
        state = proposal.state().word();
        decidedBy = proposal.decidedBy().orElse(null);
        switch (proposal.state()) {
            case Proposed _ -> {}
            case Approved approved -> {
                decidedAt = approved.at();
                publication = approved.publication();
            }
            case Rejected rejected -> {
                decidedAt = rejected.at();
                reason = rejected.reason();
            }
            case Withdrawn withdrawn -> decidedAt = withdrawn.at();
        }
    }

    Proposal toDomain() {
        return new Proposal(
                id,
                new PolicyId(policyId),
                base,
                new PolicyDocument(DocumentText.readMap(document), DocumentText.readList(cases)),
                hash,
                ReportText.read(report),
                proposedBy,
                proposedAt,
                state());
    }

    private State state() {
        return switch (state) {
            case "APPROVED" ->
                new Approved(
                        Objects.requireNonNull(decidedBy),
                        Objects.requireNonNull(decidedAt),
                        Objects.requireNonNull(publication));
            case "REJECTED" ->
                new Rejected(
                        Objects.requireNonNull(decidedBy),
                        Objects.requireNonNull(decidedAt),
                        Objects.requireNonNullElse(reason, ""));
            case "WITHDRAWN" -> new Withdrawn(Objects.requireNonNull(decidedAt));
            default -> new Proposed();
        };
    }
}
