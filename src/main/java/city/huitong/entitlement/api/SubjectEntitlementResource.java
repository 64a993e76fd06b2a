package city.huitong.entitlement.api;

import city.huitong.entitlement.Entitlement;
import city.huitong.entitlement.History;
import city.huitong.entitlement.ReadEntitlements;
import city.huitong.entitlement.ReadHistory;
import city.huitong.platform.security.AskedPurpose;
import city.huitong.platform.security.Roles;
import city.huitong.subject.Disclosures;
import city.huitong.subject.Disclosures.Wanted;
import city.huitong.subject.FindSubject;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** What one subject is entitled to. */
@Path("/v1/subjects/{id}/entitlements")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Entitlements")
class SubjectEntitlementResource {

    private final Disclosures disclosures;
    private final ReadEntitlements readEntitlements;
    private final ReadHistory readHistory;

    SubjectEntitlementResource(Disclosures disclosures, ReadEntitlements readEntitlements, ReadHistory readHistory) {
        this.disclosures = disclosures;
        this.readHistory = readHistory;
        this.readEntitlements = readEntitlements;
    }

    @GET
    @RolesAllowed({Roles.OFFICER, Roles.AUDITOR})
    @Parameter(name = AskedPurpose.HEADER, in = ParameterIn.HEADER, description = AskedPurpose.MEANING)
    @Operation(operationId = "listSubjectEntitlements", summary = "What one subject is entitled to, by policy")
    public Uni<List<EntitlementJson>> ofSubject(@RestPath @Parameter(description = "The subject") String id) {
        var wanted = new Wanted(FindSubject.parse(id), Set.of(Disclosures.ENTITLEMENTS));
        return disclosures
                .<List<Entitlement>>underLaw(wanted, readEntitlements::of)
                .map(found -> found.stream().map(EntitlementJson::of).toList());
    }

    @GET
    @Path("/{policy}")
    @RolesAllowed({Roles.OFFICER, Roles.AUDITOR})
    @Parameter(name = AskedPurpose.HEADER, in = ParameterIn.HEADER, description = AskedPurpose.MEANING)
    @Operation(
            operationId = "getSubjectEntitlement",
            summary = "What one subject has of one policy, with all of its moves and payments")
    public Uni<HistoryJson> one(
            @RestPath @Parameter(description = "The subject") String id,
            @RestPath @Parameter(description = "The policy") String policy) {
        var wanted = new Wanted(FindSubject.parse(id), Set.of(Disclosures.ENTITLEMENTS));
        return disclosures
                .<History>underLaw(wanted, (tx, grant) -> readHistory.of(tx, grant, policy))
                .map(HistoryJson::of);
    }
}
