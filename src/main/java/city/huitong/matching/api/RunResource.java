package city.huitong.matching.api;

import static city.huitong.matching.MatchingProblem.RUN_NOT_FOUND;

import city.huitong.matching.MatchEverybody;
import city.huitong.matching.RunRepository;
import city.huitong.platform.security.Roles;
import city.huitong.policy.CurrentPolicies;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Matches a policy against everybody, in the background. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Matching", description = "Who is entitled to what, and why")
class RunResource {

    private final MatchEverybody matchEverybody;
    private final RunRepository runs;
    private final CurrentPolicies policies;

    RunResource(MatchEverybody matchEverybody, RunRepository runs, CurrentPolicies policies) {
        this.matchEverybody = matchEverybody;
        this.runs = runs;
        this.policies = policies;
    }

    @POST
    @Path("/policies/{id}/runs")
    @RolesAllowed(Roles.OFFICER)
    @APIResponse(responseCode = "202", description = "Started; Location shows its progress")
    @Operation(operationId = "startRun", summary = "Match everybody against a policy, as of today")
    public Uni<RestResponse<RunJson>> start(@RestPath @Parameter(description = "The policy") String id) {
        var policy = policies.require(id).policy().id();
        return matchEverybody
                .start(policy)
                .map(run -> ResponseBuilder.<RunJson>accepted()
                        .entity(RunJson.of(run))
                        .location(URI.create("/v1/runs/" + run.id()))
                        .build());
    }

    @GET
    @Path("/runs/{id}")
    @RolesAllowed({Roles.OFFICER, Roles.AUDITOR})
    @Operation(operationId = "getRun", summary = "How far a run is")
    public Uni<RunJson> run(@RestPath @Parameter(description = "The run") String id) {
        return runs.find(parse(id)).map(RunJson::of);
    }

    @POST
    @Path("/runs/{id}/cancel")
    @RolesAllowed(Roles.OFFICER)
    @Operation(operationId = "cancelRun", summary = "Stop a run", description = "What it has matched stays.")
    public Uni<RunJson> cancel(@RestPath @Parameter(description = "The run") String id) {
        return matchEverybody.cancel(parse(id)).map(RunJson::of);
    }

    private static UUID parse(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException _) {
            throw RUN_NOT_FOUND.because("a run's id is a UUID");
        }
    }
}
