package city.huitong.consent.api;

import static city.huitong.consent.BreakGlassProblem.BREAK_GLASS_INVALID;
import static city.huitong.consent.BreakGlassProblem.BREAK_GLASS_NOT_FOUND;

import city.huitong.consent.BreakGlass;
import city.huitong.consent.BreakTheGlass;
import city.huitong.platform.problem.Violation;
import city.huitong.platform.runtime.CityClock;
import city.huitong.platform.security.Roles;
import city.huitong.platform.security.StepUp;
import city.huitong.subject.FindSubject;
import city.huitong.subject.SourcedFact;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Data without consent in an emergency: one officer proposes, a second one approves, the first one reads. */
@Path("/v1/break-glass")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Disclosure")
class BreakGlassResource {

    private static final String DOCUMENT = "[\\p{L}\\p{N}()（）〔〕\\[\\]/. -]{1,80}";
    private static final String HASH = "[0-9a-f]{64}";
    private static final String REASON = "[a-z][a-z0-9-]{0,39}";

    /** What is proposed. */
    @Schema(name = "BreakGlassProposal")
    record ProposalJson(
            @Schema(description = "The subject", required = true) @Nullable
            String subject,

            @Schema(description = "Code of a legal basis for two people", examples = "court-order", required = true)
            @Nullable
            String basis,

            @Schema(description = "The order's number", required = true) @Nullable
            String document,

            @Schema(description = "SHA-256 of the order's file, 64 hexadecimal digits", required = true) @Nullable
            String documentHash,

            @Schema(description = "A code", examples = "asset-search", required = true) @Nullable
            String reason,

            @Schema(description = "For how long from the approval on, at most 60", required = true) @Nullable
            Integer minutes,

            @Schema(description = "For how many days the subject does not see it; default 0") @Nullable
            Integer delayDays) {

        BreakGlass.Proposal proposal() {
            var found = new ArrayList<Violation>();
            check(found, "/subject", subject, ".{1,100}");
            check(found, "/basis", basis, ".{1,100}");
            check(found, "/document", document, DOCUMENT);
            check(found, "/documentHash", documentHash, HASH);
            check(found, "/reason", reason, REASON);
            if (minutes == null) {
                found.add(new Violation("/minutes", "required", "is required"));
            }
            if (!found.isEmpty()) {
                throw BREAK_GLASS_INVALID.because("see errors").with(found);
            }
            return new BreakGlass.Proposal(
                    FindSubject.parse(Objects.requireNonNull(subject)),
                    Objects.requireNonNull(basis),
                    "",
                    Objects.requireNonNull(document),
                    Objects.requireNonNull(documentHash),
                    Objects.requireNonNull(reason),
                    Objects.requireNonNull(minutes),
                    delayDays == null ? 0 : delayDays,
                    1);
        }

        private static void check(List<Violation> found, String pointer, @Nullable String text, String form) {
            if (text == null || !text.matches(form)) {
                found.add(new Violation(pointer, "name-expected", "must look like " + form));
            }
        }
    }

    /** Whose data is read. */
    @Schema(name = "BreakGlassRead")
    record ReadJson(
            @Schema(description = "The subject of the proposal", required = true) @Nullable
            String subject) {}

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

    /** A fact as disclosed. */
    @Schema(name = "DisclosedFact")
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record DisclosedFactJson(
            String name,
            Optional<Object> value,

            @Schema(description = "When the newest record behind it was stored, UTC")
            Optional<Instant> asOf,

            String dataset) {

        static DisclosedFactJson of(SourcedFact fact) {
            return new DisclosedFactJson(
                    fact.definition().name().toString(),
                    fact.plainValue(),
                    fact.asOf(),
                    fact.definition().dataset().value());
        }
    }

    private final BreakTheGlass breakTheGlass;
    private final CityClock clock;

    BreakGlassResource(BreakTheGlass breakTheGlass, CityClock clock) {
        this.breakTheGlass = breakTheGlass;
        this.clock = clock;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.OFFICER)
    @APIResponse(responseCode = "201", description = "Proposed; it waits an hour for the second person")
    @Operation(operationId = "proposeBreakGlass", summary = "Propose to read one subject's data without consent")
    public Uni<RestResponse<BreakGlassJson>> propose(@Nullable ProposalJson body) {
        if (body == null) {
            throw BREAK_GLASS_INVALID.because("a body is required");
        }
        return breakTheGlass
                .propose(body.proposal())
                .map(glass -> ResponseBuilder.create(RestResponse.Status.CREATED, BreakGlassJson.of(glass, clock.now()))
                        .location(URI.create("/v1/break-glass/" + glass.id()))
                        .build());
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.OFFICER, Roles.SECOND_OFFICER, Roles.AUDITOR})
    @Operation(operationId = "getBreakGlass", summary = "A proposal and what became of it")
    public Uni<BreakGlassJson> one(@RestPath @Parameter(description = "The proposal") String id) {
        return breakTheGlass.find(parse(id)).map(this::json);
    }

    @POST
    @StepUp
    @Path("/{id}/approve")
    @RolesAllowed(Roles.SECOND_OFFICER)
    @Operation(
            operationId = "approveBreakGlass",
            summary = "Approve somebody else's proposal",
            description = "Needs a strong login of the last five minutes.")
    public Uni<BreakGlassJson> approve(@RestPath @Parameter(description = "The proposal") String id) {
        return breakTheGlass.approve(parse(id)).map(this::json);
    }

    @POST
    @Path("/{id}/reads")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.OFFICER)
    @Operation(operationId = "readBreakGlass", summary = "Read every fact the legal basis covers; each read counts")
    public Uni<List<DisclosedFactJson>> read(
            @RestPath @Parameter(description = "The proposal") String id, @Nullable ReadJson body) {
        var subject = FindSubject.parse(body == null || body.subject() == null ? "" : body.subject());
        return breakTheGlass
                .read(parse(id), subject)
                .map(facts -> facts.stream().map(DisclosedFactJson::of).toList());
    }

    private BreakGlassJson json(BreakGlass glass) {
        return BreakGlassJson.of(glass, clock.now());
    }

    private static UUID parse(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException _) {
            throw BREAK_GLASS_NOT_FOUND.because("the hub has given out no such id");
        }
    }
}
