package city.huitong.policy.api;

import static city.huitong.platform.problem.PlatformProblem.REQUEST_INVALID;

import city.huitong.platform.problem.Violation;
import city.huitong.policy.Proposal;
import city.huitong.policy.Proposal.Approved;
import city.huitong.policy.Proposal.Proposed;
import city.huitong.policy.Proposal.Rejected;
import city.huitong.policy.Proposal.Withdrawn;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A proposed policy as answered. */
@Schema(name = "PolicyProposal", description = "A policy that one officer has proposed and a second one decides")
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record ProposalJson(
        UUID id,
        String policy,

        @Schema(description = "PROPOSED, APPROVED, REJECTED or WITHDRAWN")
        String state,

        @Schema(description = "The publication it was checked against and would follow; 0 for none")
        int base,

        @Schema(description = "SHA-256 of the document with its cases")
        String hash,

        String proposedBy,
        @Schema(description = "UTC") Instant proposedAt,
        Optional<String> decidedBy,
        @Schema(description = "UTC") Optional<Instant> decidedAt,
        @Schema(description = "Why it was rejected") Optional<String> reason,

        @Schema(description = "The number under which it was published")
        Optional<Integer> publication,

        @Schema(description = "The policy as proposed; left out in lists")
        Optional<Map<String, Object>> document,

        @Schema(description = "Left out in lists") Optional<GateReportJson> report) {

    /** Why a proposal is rejected. */
    @Schema(name = "PolicyRejection")
    record RejectionJson(
            @Schema(description = "1 to 500 characters on one line, without personal data", required = true) @Nullable
            String reason) {}

    /** Takes what a caller asks lists for. Fails with {@code request-invalid}. */
    static Optional<String> state(@Nullable String state) {
        if (state != null && !Proposal.STATES.contains(state)) {
            throw REQUEST_INVALID
                    .because("state is not one of the states")
                    .with(List.of(new Violation("?state", "value-not-listed", "must be one of " + Proposal.STATES)));
        }
        return Optional.ofNullable(state);
    }

    /** Without what makes it long. */
    static ProposalJson brief(Proposal proposal) {
        return of(proposal, Optional.empty(), Optional.empty());
    }

    static ProposalJson of(Proposal proposal) {
        return of(
                proposal, Optional.of(proposal.document().policy()), Optional.of(GateReportJson.of(proposal.report())));
    }

    private static ProposalJson of(
            Proposal proposal, Optional<Map<String, Object>> document, Optional<GateReportJson> report) {
        var state = proposal.state();
        return new ProposalJson(
                proposal.id(),
                proposal.policy().value(),
                state.word(),
                proposal.base(),
                proposal.hash(),
                proposal.proposedBy(),
                proposal.proposedAt(),
                proposal.decidedBy(),
                decidedAt(state),
                state instanceof Rejected rejected ? Optional.of(rejected.reason()) : Optional.empty(),
                state instanceof Approved approved ? Optional.of(approved.publication()) : Optional.empty(),
                document,
                report);
    }

    private static Optional<Instant> decidedAt(Proposal.State state) {
        return switch (state) {
            case Proposed _ -> Optional.empty();
            case Approved approved -> Optional.of(approved.at());
            case Rejected rejected -> Optional.of(rejected.at());
            case Withdrawn withdrawn -> Optional.of(withdrawn.at());
        };
    }
}
