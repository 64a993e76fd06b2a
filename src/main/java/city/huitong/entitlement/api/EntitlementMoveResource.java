package city.huitong.entitlement.api;

import city.huitong.entitlement.AdministerEntitlement;
import city.huitong.platform.security.Roles;
import city.huitong.subject.FindSubject;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** What the department that answers for a policy does with an entitlement. Its answers say nothing about the subject. */
@Path("/v1/subjects/{id}/entitlements/{policy}")
@RolesAllowed(Roles.DEPARTMENT)
@Tag(name = "Entitlements")
class EntitlementMoveResource {

    private static final String SUBJECT = "The subject";
    private static final String POLICY = "The policy";

    private final AdministerEntitlement administer;

    EntitlementMoveResource(AdministerEntitlement administer) {
        this.administer = administer;
    }

    @POST
    @Path("/suspend")
    @Operation(
            operationId = "suspendEntitlement",
            summary = "Stop payments until it resumes",
            description =
                    "By the department that answers for the policy. Decisions meanwhile do not end the suspension.")
    @APIResponse(responseCode = "204", description = "It is done")
    public Uni<Void> suspend(
            @RestPath @Parameter(description = SUBJECT) String id,
            @RestPath @Parameter(description = POLICY) String policy) {
        return administer.suspend(policy, FindSubject.parse(id));
    }

    @POST
    @Path("/resume")
    @Operation(
            operationId = "resumeEntitlement",
            summary = "End a suspension",
            description = "By the department that answers for the policy.")
    @APIResponse(responseCode = "204", description = "It is done")
    public Uni<Void> resume(
            @RestPath @Parameter(description = SUBJECT) String id,
            @RestPath @Parameter(description = POLICY) String policy) {
        return administer.resume(policy, FindSubject.parse(id));
    }

    @POST
    @Path("/disbursements")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "reportDisbursement",
            summary = "Report that a period was paid",
            description = "By the department that answers for the policy. The same period again changes nothing.")
    @APIResponse(responseCode = "204", description = "It is done")
    public Uni<Void> disburse(
            @RestPath @Parameter(description = SUBJECT) String id,
            @RestPath @Parameter(description = POLICY) String policy,
            @RequestBody(required = true) @Nullable DisbursementJson body) {
        var paid = Optional.ofNullable(body).orElseThrow(() -> DisbursementJson.missing(""));
        return administer.disburse(policy, FindSubject.parse(id), paid.paidFor(), paid.paidFen());
    }
}
