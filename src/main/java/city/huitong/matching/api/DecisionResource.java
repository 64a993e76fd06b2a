package city.huitong.matching.api;

import city.huitong.matching.ReadDecisions;
import city.huitong.platform.data.Moments;
import city.huitong.platform.security.AskedPurpose;
import city.huitong.platform.security.Roles;
import city.huitong.subject.FindSubject;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Says who is entitled to what, and why. */
@Path("/v1/subjects/{id}/decisions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Matching")
class DecisionResource {

    private final ReadDecisions decisions;
    private final Moments moments;

    DecisionResource(ReadDecisions decisions, Moments moments) {
        this.decisions = decisions;
        this.moments = moments;
    }

    @GET
    @RolesAllowed({Roles.OFFICER, Roles.AUDITOR})
    @Parameter(name = AskedPurpose.HEADER, in = ParameterIn.HEADER, description = AskedPurpose.MEANING)
    @Operation(
            operationId = "listSubjectDecisions",
            summary = "Every policy decided for one subject, with reasons",
            description =
                    "For each policy: eligible, not eligible or undetermined, with the result of every criterion and"
                            + " the facts it read. Computed from the records for the day that is asked about; stores nothing.")
    public Uni<List<DecisionJson>> decisions(
            @RestPath @Parameter(description = "The subject") String id,
            @RestQuery @Nullable @Parameter(description = "A day, as 2026-11-23; default today") String asOf,
            @RestQuery @Nullable @Parameter(description = Moments.KNOWN_AT) String knownAt) {
        return decisions
                .about(FindSubject.parse(id), moments.parse(asOf, knownAt))
                .map(all -> all.stream().map(DecisionJson::of).toList());
    }
}
