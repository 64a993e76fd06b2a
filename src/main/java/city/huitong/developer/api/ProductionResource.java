package city.huitong.developer.api;

import static city.huitong.developer.DeveloperProblem.CLIENT_NOT_FOUND;

import city.huitong.developer.Client;
import city.huitong.developer.GoIntoProduction;
import city.huitong.platform.data.Page;
import city.huitong.platform.data.PageRequest;
import city.huitong.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Clients whose developers ask for more. */
@Path("/v1/developer/production-requests")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.OPERATOR)
@Tag(name = "Developers")
class ProductionResource {

    private final GoIntoProduction production;

    ProductionResource(GoIntoProduction production) {
        this.production = production;
    }

    @GET
    @Operation(operationId = "listProductionRequests", summary = "Clients that wait for production, oldest first")
    public Uni<Page<ClientJson>> waiting(
            @RestQuery @Nullable @Parameter(description = "1 to 1000, default 50") String limit,
            @RestQuery @Nullable @Parameter(description = "The value of next") String after) {
        return production.waiting(PageRequest.parse(limit, after)).map(page -> page.map(ProductionResource::json));
    }

    @POST
    @Path("/{client}/approve")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "approveProduction",
            summary = "Give a client the tier of production",
            description = "The trail says who did. Holds from the next request on.")
    public Uni<ClientJson> approve(
            @RestPath @Parameter(description = "The client") String client, @Nullable ReasonJson body) {
        return production.decide(parse(client), true, ReasonJson.of(body)).map(ProductionResource::json);
    }

    @POST
    @Path("/{client}/refuse")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "refuseProduction", summary = "Leave a client in its tier, with the reason")
    public Uni<ClientJson> refuse(
            @RestPath @Parameter(description = "The client") String client, @Nullable ReasonJson body) {
        return production.decide(parse(client), false, ReasonJson.of(body)).map(ProductionResource::json);
    }

    /** Keys are the client's own business. */
    private static ClientJson json(Client client) {
        return ClientJson.of(client, List.of());
    }

    private static UUID parse(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException _) {
            throw CLIENT_NOT_FOUND.because("a client's id is a UUID");
        }
    }
}
