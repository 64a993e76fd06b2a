package city.huitong.matching.api;

import city.huitong.matching.DecideSubject;
import city.huitong.platform.data.AsOf;
import city.huitong.platform.runtime.CityClock;
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
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Says to a citizen or an enterprise what it is entitled to, and why. */
@Path("/v1/me/decisions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Me")
class MyDecisionResource {

    private final Disclosures disclosures;
    private final DecideSubject decideSubject;
    private final CityClock clock;

    MyDecisionResource(Disclosures disclosures, DecideSubject decideSubject, CityClock clock) {
        this.disclosures = disclosures;
        this.decideSubject = decideSubject;
        this.clock = clock;
    }

    @GET
    @RolesAllowed({Roles.CITIZEN, Roles.ENTERPRISE})
    @Operation(operationId = "listMyDecisions", summary = "Every policy decided for the caller, with reasons")
    public Uni<List<DecisionJson>> decisions(
            @RestQuery @Nullable @Parameter(description = "A day, as 2026-11-23; default today") String asOf) {
        var day = AsOf.parse(asOf, clock.today());
        return disclosures
                .toSubject(Set.of(Disclosures.POLICY_FACTS), (tx, grant) -> decideSubject.decide(tx, grant, day))
                .map(decisions -> decisions.stream().map(DecisionJson::of).toList());
    }
}
