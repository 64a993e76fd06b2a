package city.huitong.audit.api;

import static city.huitong.audit.AuditProblem.DELAY_INVALID;
import static city.huitong.audit.AuditProblem.DELAY_NOT_FOUND;

import city.huitong.audit.DecideDelays;
import city.huitong.audit.api.DelayRuleJson.DecisionJson;
import city.huitong.platform.data.Page;
import city.huitong.platform.data.PageRequest;
import city.huitong.platform.runtime.CityClock;
import city.huitong.platform.security.Caller;
import city.huitong.platform.security.Roles;
import city.huitong.platform.security.StepUp;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
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
import org.jspecify.annotations.Nullable;

/** Which purposes' acts their subjects see later, as an auditor decides it. */
@Path("/v1/audit/delays")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.AUDITOR)
@Tag(name = "Audit")
class DelayRuleResource {

    private final DecideDelays decideDelays;
    private final Caller caller;
    private final CityClock clock;

    DelayRuleResource(DecideDelays decideDelays, Caller caller, CityClock clock) {
        this.decideDelays = decideDelays;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @Operation(operationId = "listDelayRules", summary = "Every rule of delay there was, newest first")
    public Uni<Page<DelayRuleJson>> list(
            @RestQuery @Nullable @Parameter(description = "1 to 1000, default 50") String limit,
            @RestQuery @Nullable @Parameter(description = "The value of next") String after) {
        return decideDelays.list(PageRequest.parse(limit, after)).map(page -> page.map(DelayRuleJson::of));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @StepUp
    @APIResponse(
            responseCode = "201",
            description = "Decided; the decision is a leaf of the log",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = DecisionJson.class)))
    @Operation(
            operationId = "decideDelayRule",
            summary = "Show acts for a purpose to their subjects later",
            description =
                    "For acts from then on, by at most 90 days each. Needs a strong login of the last five minutes.")
    public Uni<RestResponse<DecisionJson>> decide(DelayRuleJson.@Nullable AskedJson body) {
        if (body == null) {
            throw DELAY_INVALID.because("a body is required");
        }
        var now = clock.now();
        return decideDelays
                .decide(() -> body.rule(now), caller.client(), Roles.AUDITOR)
                .map(leaf -> RestResponse.status(RestResponse.Status.CREATED, new DecisionJson(leaf)));
    }

    @POST
    @Path("/{decision}/end")
    @Consumes(MediaType.APPLICATION_JSON)
    @StepUp
    @Operation(
            operationId = "endDelayRule",
            summary = "End a rule before its time",
            description = "What it has delayed until now stays delayed. Needs a strong login of the last five minutes.")
    public Uni<DecisionJson> end(
            @RestPath @Parameter(description = "The leaf that decided it") String decision,
            DelayRuleJson.@Nullable EndJson body) {
        if (body == null) {
            throw DELAY_INVALID.because("a body is required");
        }
        return decideDelays
                .end(parse(decision), body::basis, caller.client(), Roles.AUDITOR)
                .map(DecisionJson::new);
    }

    private static UUID parse(String leaf) {
        try {
            return UUID.fromString(leaf);
        } catch (IllegalArgumentException _) {
            throw DELAY_NOT_FOUND.because("a leaf's id is a UUID");
        }
    }
}
