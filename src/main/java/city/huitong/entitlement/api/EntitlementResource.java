package city.huitong.entitlement.api;

import city.huitong.entitlement.EntitlementQueries;
import city.huitong.platform.data.Page;
import city.huitong.platform.data.PageRequest;
import city.huitong.platform.security.AskedPurpose;
import city.huitong.platform.security.Roles;
import city.huitong.policy.CurrentPolicies;
import city.huitong.subject.Disclosures;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What subjects have of one policy. */
@Path("/v1/entitlements")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Entitlements", description = "What matching has granted, left open and withdrawn")
class EntitlementResource {

    private final EntitlementQueries entitlements;
    private final Disclosures disclosures;
    private final CurrentPolicies policies;

    EntitlementResource(EntitlementQueries entitlements, Disclosures disclosures, CurrentPolicies policies) {
        this.entitlements = entitlements;
        this.disclosures = disclosures;
        this.policies = policies;
    }

    @GET
    @RolesAllowed({Roles.OFFICER, Roles.AUDITOR})
    @Parameter(name = AskedPurpose.HEADER, in = ParameterIn.HEADER, description = AskedPurpose.MEANING)
    @Operation(operationId = "listEntitlements", summary = "The entitlements of one policy, by subject")
    public Uni<Page<EntitlementJson>> ofPolicy(
            @RestQuery @Nullable @Parameter(description = "The policy; required", example = "x.elderly-allowance")
                    String policy,
            @RestQuery @Nullable @Parameter(description = States.MEANING + "; default all") String state,
            @RestQuery @Nullable @Parameter(description = "1 to 1000, default 50") String limit,
            @RestQuery @Nullable @Parameter(description = "The value of next") String after) {
        var page = PageRequest.parse(limit, after);
        var id = policies.require(policy == null ? "" : policy).policy().id();
        var wanted = States.parse(state, "?state");
        return disclosures
                .inBulk(
                        Set.of(Disclosures.ENTITLEMENTS),
                        Map.of("policy", id.value()),
                        tx -> entitlements.ofPolicy(tx, id, wanted, page),
                        found -> found.items().size())
                .map(found -> found.map(EntitlementJson::of));
    }
}
