package city.huitong.entitlement.api;

import city.huitong.entitlement.AnswerOffer;
import city.huitong.entitlement.Entitlement;
import city.huitong.entitlement.History;
import city.huitong.entitlement.ReadEntitlements;
import city.huitong.entitlement.ReadHistory;
import city.huitong.platform.security.Roles;
import city.huitong.subject.Disclosures;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** What the citizen or enterprise that calls is entitled to. */
@Path("/v1/me/entitlements")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Me")
class MyEntitlementResource {

    private static final String POLICY = "The policy";

    private final Disclosures disclosures;
    private final ReadEntitlements readEntitlements;
    private final ReadHistory readHistory;
    private final AnswerOffer answerOffer;

    MyEntitlementResource(
            Disclosures disclosures,
            ReadEntitlements readEntitlements,
            ReadHistory readHistory,
            AnswerOffer answerOffer) {
        this.disclosures = disclosures;
        this.readEntitlements = readEntitlements;
        this.readHistory = readHistory;
        this.answerOffer = answerOffer;
    }

    @GET
    @RolesAllowed({Roles.CITIZEN, Roles.ENTERPRISE})
    @Operation(operationId = "listMyEntitlements", summary = "What the caller is entitled to, by policy")
    public Uni<List<EntitlementJson>> mine() {
        return disclosures
                .<List<Entitlement>>toSubject(Set.of(Disclosures.ENTITLEMENTS), readEntitlements::of)
                .map(found -> found.stream().map(EntitlementJson::of).toList());
    }

    @GET
    @Path("/{policy}")
    @RolesAllowed({Roles.CITIZEN, Roles.ENTERPRISE})
    @Operation(
            operationId = "getMyEntitlement",
            summary = "What the caller has of one policy, with all of its moves and payments")
    public Uni<HistoryJson> one(@RestPath @Parameter(description = POLICY) String policy) {
        return disclosures
                .<History>toSubject(Set.of(Disclosures.ENTITLEMENTS), (tx, grant) -> readHistory.of(tx, grant, policy))
                .map(HistoryJson::of);
    }

    @POST
    @Path("/{policy}/confirm")
    @RolesAllowed({Roles.CITIZEN, Roles.ENTERPRISE})
    @Operation(
            operationId = "confirmMyEntitlement",
            summary = "Take what is offered",
            description =
                    "It is granted at once; EXCLUDED says that a ledger is used up or that money has to be waited for."
                            + " Confirming again changes nothing.")
    public Uni<EntitlementJson> confirm(@RestPath @Parameter(description = POLICY) String policy) {
        return answerOffer.confirm(policy).map(EntitlementJson::of);
    }

    @POST
    @Path("/{policy}/decline")
    @RolesAllowed({Roles.CITIZEN, Roles.ENTERPRISE})
    @Operation(
            operationId = "declineMyEntitlement",
            summary = "Do not take what is offered",
            description = "The hub does not ask again; the caller may still confirm while it is eligible.")
    public Uni<EntitlementJson> decline(@RestPath @Parameter(description = POLICY) String policy) {
        return answerOffer.decline(policy).map(EntitlementJson::of);
    }
}
