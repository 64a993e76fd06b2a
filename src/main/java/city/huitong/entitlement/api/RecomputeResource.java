package city.huitong.entitlement.api;

import city.huitong.entitlement.Correction;
import city.huitong.entitlement.Recompute;
import city.huitong.entitlement.api.HistoryJson.PaymentJson;
import city.huitong.platform.data.Page;
import city.huitong.platform.data.PageRequest;
import city.huitong.platform.security.AskedPurpose;
import city.huitong.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Paid periods decided anew. */
@Path("/v1/policies/{id}/recompute")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Entitlements")
class RecomputeResource {

    /** What followed for one subject. */
    @Schema(name = "Correction", description = "What followed a payment when its period was decided anew")
    record CorrectionJson(
            @Schema(description = "The subject's pseudonym") String subject, PaymentJson payment) {

        static CorrectionJson of(Correction correction) {
            return new CorrectionJson(correction.subject().toString(), PaymentJson.of(correction.payment()));
        }
    }

    private final Recompute recompute;

    RecomputeResource(Recompute recompute) {
        this.recompute = recompute;
    }

    @POST
    @RolesAllowed(Roles.OFFICER)
    @Parameter(name = AskedPurpose.HEADER, in = ParameterIn.HEADER, description = AskedPurpose.MEANING)
    @Operation(
            operationId = "recomputePolicy",
            summary = "Decide paid periods anew",
            description =
                    "By the law and the records as they are now, for the next subjects whom the policy has paid, by"
                            + " subject. What is more is topped up, what is less is asked back, if the policy says so"
                            + " (`recompute`). Done again it changes nothing. Go on with `next` until there is none.")
    public Uni<Page<CorrectionJson>> ofPolicy(
            @RestPath @Parameter(description = "The policy") String id,
            @RestQuery @Nullable @Parameter(description = "Subjects at a time, 1 to 1000, default 50") String limit,
            @RestQuery @Nullable @Parameter(description = "The value of next") String after) {
        var page = PageRequest.parse(limit, after);
        return recompute.ofPolicy(id, page).map(found -> found.map(CorrectionJson::of));
    }
}
