package city.huitong.consent.api;

import static city.huitong.consent.BreakGlassProblem.BREAK_GLASS_INVALID;
import static city.huitong.consent.BreakGlassProblem.BREAK_GLASS_NOT_FOUND;
import static city.huitong.platform.problem.PlatformProblem.REQUEST_INVALID;

import city.huitong.consent.BreakGlass;
import city.huitong.consent.BreakTheGlass;
import city.huitong.consent.ListBreakGlass;
import city.huitong.platform.data.Page;
import city.huitong.platform.data.PageRequest;
import city.huitong.platform.problem.Violation;
import city.huitong.platform.runtime.CityClock;
import city.huitong.platform.security.Roles;
import city.huitong.platform.security.StepUp;
import city.huitong.subject.FindSubject;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Data without consent in an emergency: one officer proposes, a second one approves, the first one reads. */
@Path("/v1/break-glass")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Disclosure")
class BreakGlassResource {

    /** Whose data is read. */
    @Schema(name = "BreakGlassRead")
    record ReadJson(
            @Schema(description = "The subject of the proposal", required = true) @Nullable
            String subject) {}

    private final BreakTheGlass breakTheGlass;
    private final ListBreakGlass listBreakGlass;
    private final CityClock clock;

    BreakGlassResource(BreakTheGlass breakTheGlass, ListBreakGlass listBreakGlass, CityClock clock) {
        this.breakTheGlass = breakTheGlass;
        this.listBreakGlass = listBreakGlass;
        this.clock = clock;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.OFFICER)
    @APIResponse(
            responseCode = "201",
            description = "Proposed; it waits an hour for the second person",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = BreakGlassJson.class)))
    @Operation(operationId = "proposeBreakGlass", summary = "Propose to read one subject's data without consent")
    public Uni<RestResponse<BreakGlassJson>> propose(@Nullable BreakGlassProposalJson body) {
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
    @RolesAllowed({Roles.OFFICER, Roles.SECOND_OFFICER, Roles.AUDITOR})
    @Operation(
            operationId = "listBreakGlass",
            summary = "Proposals and what became of them, newest first",
            description =
                    "An officer sees their own, a second officer those of others that wait for a second person and those"
                            + " they have approved, an auditor all.")
    public Uni<Page<BreakGlassJson>> list(
            @RestQuery
                    @Nullable
                    @Parameter(
                            description = "PROPOSED, ACTIVE, EXHAUSTED or EXPIRED; default all",
                            example = "PROPOSED")
                    String state,
            @RestQuery @Nullable @Parameter(description = "1 to 1000, default 50") String limit,
            @RestQuery @Nullable @Parameter(description = "The value of next") String after) {
        return listBreakGlass
                .list(state(state), PageRequest.parse(limit, after))
                .map(page -> page.map(this::json));
    }

    @GET
    @Path("/counts")
    @PermitAll
    @Operation(
            operationId = "countBreakGlass",
            summary = "How often two people opened somebody's data, by month and legal basis",
            description =
                    "Public. A month is counted when it has ended, in the city's time, then with everything that was approved"
                            + " in it, also what is still kept from its subject.")
    public Uni<BreakGlassCountsJson> counts(
            @RestQuery @Nullable @Parameter(description = "First month; default a year ago", example = "2026-01")
                    String from,
            @RestQuery @Nullable @Parameter(description = "Last month; default the last one that has ended")
                    String to) {
        var months = BreakGlassCountsJson.months(from, to, clock.today());
        return listBreakGlass.counts(months.from(), months.to()).map(counts -> BreakGlassCountsJson.of(months, counts));
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

    private static Optional<String> state(@Nullable String state) {
        if (state != null && !BreakGlass.STATES.contains(state)) {
            throw REQUEST_INVALID
                    .because("state is not one of the states")
                    .with(List.of(new Violation("?state", "value-not-listed", "must be one of " + BreakGlass.STATES)));
        }
        return Optional.ofNullable(state);
    }

    private static UUID parse(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException _) {
            throw BREAK_GLASS_NOT_FOUND.because("the hub has given out no such id");
        }
    }
}
