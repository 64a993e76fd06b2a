package city.huitong.matching.api;

import city.huitong.matching.DecisionLevel;
import city.huitong.matching.ExplainDecision;
import city.huitong.platform.data.Moments;
import city.huitong.platform.security.AskedPurpose;
import city.huitong.platform.security.Caller;
import city.huitong.platform.security.Roles;
import city.huitong.subject.FindSubject;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Explains one decision in a document to keep. */
@Path("/v1/subjects/{id}/decisions/{policy}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Matching")
class SignedDecisionResource {

    private final ExplainDecision explain;
    private final Moments moments;
    private final Caller caller;

    SignedDecisionResource(ExplainDecision explain, Moments moments, Caller caller) {
        this.explain = explain;
        this.moments = moments;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.OFFICER, Roles.AUDITOR})
    @Parameter(name = AskedPurpose.HEADER, in = ParameterIn.HEADER, description = AskedPurpose.MEANING)
    @Operation(
            operationId = "explainSubjectDecision",
            summary = "One decision, explained and signed",
            description = DecisionDocument.DESCRIPTION)
    @APIResponse(
            responseCode = "200",
            description = "The document",
            content = @Content(schema = @Schema(implementation = DecisionDocument.class)))
    public Uni<RestResponse<Map<String, Object>>> decision(
            @RestPath @Parameter(description = "The subject") String id,
            @RestPath @Parameter(description = "The policy") String policy,
            @RestQuery @Nullable @Parameter(description = "A day, as 2026-11-23; default today") String asOf,
            @RestQuery @Nullable @Parameter(description = Moments.KNOWN_AT) String knownAt,
            @RestQuery @Nullable @Parameter(description = DecisionLevel.MEANING) String level) {
        return explain.about(
                        FindSubject.parse(id), policy, moments.parse(asOf, knownAt), DecisionLevel.of(level, caller))
                .map(DecisionDocument::answer);
    }
}
