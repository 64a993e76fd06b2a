package city.huitong.matching.api;

import city.huitong.matching.MatchEverybody;
import city.huitong.platform.security.Roles;
import city.huitong.policy.CurrentPolicies;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Matches a policy against everybody, in the background. */
@Path("/v1/policies/{id}/runs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Matching", description = "Who is entitled to what, and why")
class PolicyRunResource {

    private final MatchEverybody matchEverybody;
    private final CurrentPolicies policies;

    PolicyRunResource(MatchEverybody matchEverybody, CurrentPolicies policies) {
        this.matchEverybody = matchEverybody;
        this.policies = policies;
    }

    @POST
    @RolesAllowed(Roles.OFFICER)
    @APIResponse(
            responseCode = "202",
            description = "Started; Location shows its progress",
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = RunJson.class)))
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
}
