package city.huitong.opendata.api;

import city.huitong.opendata.ApplyForData;
import city.huitong.platform.data.Page;
import city.huitong.platform.data.PageRequest;
import city.huitong.platform.runtime.CityClock;
import city.huitong.platform.security.KeyedClient;
import city.huitong.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** A client's own agreements. */
@Path("/v1/developer/clients/me/agreements")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.DEVELOPER)
@Tag(name = "Agreements")
class MyAgreementsResource {

    private final ApplyForData applications;
    private final KeyedClient client;
    private final CityClock clock;

    MyAgreementsResource(ApplyForData applications, KeyedClient client, CityClock clock) {
        this.applications = applications;
        this.client = client;
        this.clock = clock;
    }

    @GET
    @Operation(
            operationId = "listMyAgreements",
            summary = "What the client has applied for, and what became of it; the latest first")
    public Uni<Page<AgreementJson>> list(
            @RestQuery @Nullable @Parameter(description = "1 to 1000, default 50") String limit,
            @RestQuery @Nullable @Parameter(description = "The value of next") String after) {
        return applications
                .of(client.require().client(), PageRequest.parse(limit, after))
                .map(page -> page.map(agreement -> AgreementJson.of(agreement, clock.now())));
    }
}
