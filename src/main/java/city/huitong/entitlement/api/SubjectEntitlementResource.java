package city.huitong.entitlement.api;

import city.huitong.entitlement.EntitlementQueries;
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
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** What one subject is entitled to. */
@Path("/v1/subjects/{id}/entitlements")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Entitlements")
class SubjectEntitlementResource {

    private final EntitlementQueries entitlements;
    private final FindSubject findSubject;

    SubjectEntitlementResource(EntitlementQueries entitlements, FindSubject findSubject) {
        this.entitlements = entitlements;
        this.findSubject = findSubject;
    }

    @GET
    @RolesAllowed({Roles.OFFICER, Roles.APP, Roles.AUDITOR})
    @Operation(operationId = "listSubjectEntitlements", summary = "What one subject is entitled to, by policy")
    public Uni<List<EntitlementJson>> ofSubject(@RestPath @Parameter(description = "The subject") String id) {
        var subject = FindSubject.parse(id);
        return findSubject
                .kindOf(subject)
                .chain(() -> entitlements.ofSubjects(List.of(subject)))
                .map(found -> found.stream().map(EntitlementJson::of).toList());
    }
}
