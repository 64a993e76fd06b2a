package city.huitong.entitlement.api;

import city.huitong.entitlement.Entitlement;
import city.huitong.entitlement.ReadEntitlements;
import city.huitong.platform.security.Roles;
import city.huitong.subject.Disclosures;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the citizen or enterprise that calls is entitled to. */
@Path("/v1/me/entitlements")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Me")
class MyEntitlementResource {

    private final Disclosures disclosures;
    private final ReadEntitlements readEntitlements;

    MyEntitlementResource(Disclosures disclosures, ReadEntitlements readEntitlements) {
        this.disclosures = disclosures;
        this.readEntitlements = readEntitlements;
    }

    @GET
    @RolesAllowed({Roles.CITIZEN, Roles.ENTERPRISE})
    @Operation(operationId = "listMyEntitlements", summary = "What the caller is entitled to, by policy")
    public Uni<List<EntitlementJson>> mine() {
        return disclosures
                .<List<Entitlement>>toSubject(Set.of(Disclosures.ENTITLEMENTS), readEntitlements::of)
                .map(found -> found.stream().map(EntitlementJson::of).toList());
    }
}
