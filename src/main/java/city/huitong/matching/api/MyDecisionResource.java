package city.huitong.matching.api;

import city.huitong.matching.ReadDecisions;
import city.huitong.platform.data.Moments;
import city.huitong.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Says to a citizen or an enterprise what it is entitled to, and why. */
@Path("/v1/me/decisions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Me")
class MyDecisionResource {

    private final ReadDecisions decisions;
    private final Moments moments;

    MyDecisionResource(ReadDecisions decisions, Moments moments) {
        this.decisions = decisions;
        this.moments = moments;
    }

    @GET
    @RolesAllowed({Roles.CITIZEN, Roles.ENTERPRISE})
    @Operation(operationId = "listMyDecisions", summary = "Every policy decided for the caller, with reasons")
    public Uni<List<DecisionJson>> decisions(
            @RestQuery @Nullable @Parameter(description = "A day, as 2026-11-23; default today") String asOf,
            @RestQuery @Nullable @Parameter(description = Moments.KNOWN_AT) String knownAt) {
        return decisions
                .own(moments.parse(asOf, knownAt))
                .map(all -> all.stream().map(DecisionJson::of).toList());
    }
}
