package city.huitong.matching.api;

import static city.huitong.matching.MatchingProblem.RUN_NOT_FOUND;

import city.huitong.matching.MatchEverybody;
import city.huitong.matching.RunRepository;
import city.huitong.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Says how far runs are, and stops them. */
@Path("/v1/runs/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Matching")
class RunResource {

    private final MatchEverybody matchEverybody;
    private final RunRepository runs;

    RunResource(MatchEverybody matchEverybody, RunRepository runs) {
        this.matchEverybody = matchEverybody;
        this.runs = runs;
    }

    @GET
    @RolesAllowed({Roles.OFFICER, Roles.AUDITOR})
    @Operation(operationId = "getRun", summary = "How far a run is")
    public Uni<RunJson> run(@RestPath @Parameter(description = "The run") String id) {
        return runs.find(parse(id)).map(RunJson::of);
    }

    @POST
    @Path("/cancel")
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
