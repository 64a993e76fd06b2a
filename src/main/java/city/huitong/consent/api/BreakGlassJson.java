package city.huitong.consent.api;

import city.huitong.consent.BreakGlass;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A proposal as answered. */
@Schema(name = "BreakGlass")
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record BreakGlassJson(
        UUID id,

        @Schema(description = "PROPOSED, ACTIVE, EXHAUSTED or EXPIRED")
        String state,

        String subject,
        String basis,
        String document,
        String documentHash,
        String reason,
        int minutes,
        int delayDays,
        int maxReads,
        int used,
        String proposedBy,
        Instant proposedAt,
        Optional<String> approvedBy,

        @Schema(description = "From when on nothing can be read, UTC")
        Optional<Instant> notAfter) {

    static BreakGlassJson of(BreakGlass glass, Instant now) {
        var proposal = glass.proposal();
        return new BreakGlassJson(
                glass.id(),
                glass.state(now),
                proposal.subject().toString(),
                proposal.basis(),
                proposal.document(),
                proposal.documentHash(),
                proposal.reason(),
                proposal.minutes(),
                proposal.delayDays(),
                proposal.maxReads(),
                glass.used(),
                glass.proposedBy(),
                glass.proposedAt(),
                glass.approval().map(BreakGlass.Approval::by),
                glass.approval().map(BreakGlass.Approval::notAfter));
    }
}
