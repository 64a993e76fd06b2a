package city.huitong.matching.api;

import city.huitong.matching.ExplainDecision;
import city.huitong.platform.data.Moments;
import city.huitong.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
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

/** Explains one decision to whom it is about, in a document to keep. */
@Path("/v1/me/decisions/{policy}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Me")
class MySignedDecisionResource {

    private final ExplainDecision explain;
    private final Moments moments;

    MySignedDecisionResource(ExplainDecision explain, Moments moments) {
        this.explain = explain;
        this.moments = moments;
    }

    @GET
    @RolesAllowed({Roles.CITIZEN, Roles.ENTERPRISE})
    @Operation(
            operationId = "explainMyDecision",
            summary = "One decision about the caller, explained in words and signed",
            description = DecisionDocument.DESCRIPTION)
    @APIResponse(
            responseCode = "200",
            description = "The document",
            content = @Content(schema = @Schema(implementation = DecisionDocument.class)))
    public Uni<RestResponse<Map<String, Object>>> decision(
            @RestPath @Parameter(description = "The policy") String policy,
            @RestQuery @Nullable @Parameter(description = "A day, as 2026-11-23; default today") String asOf,
            @RestQuery @Nullable @Parameter(description = Moments.KNOWN_AT) String knownAt) {
        return explain.own(policy, moments.parse(asOf, knownAt)).map(DecisionDocument::answer);
    }
}
