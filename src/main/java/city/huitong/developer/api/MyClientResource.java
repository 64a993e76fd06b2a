package city.huitong.developer.api;

import static city.huitong.developer.DeveloperProblem.KEY_NOT_FOUND;

import city.huitong.developer.ChangeKeys;
import city.huitong.developer.GoIntoProduction;
import city.huitong.developer.ReadClient;
import city.huitong.platform.security.KeyedClient;
import city.huitong.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** A client about itself, known by its key. */
@Path("/v1/developer/clients/me")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.DEVELOPER)
@Tag(name = "Developers")
class MyClientResource {

    private final KeyedClient client;
    private final ReadClient clients;
    private final ChangeKeys keys;
    private final GoIntoProduction production;

    MyClientResource(KeyedClient client, ReadClient clients, ChangeKeys keys, GoIntoProduction production) {
        this.client = client;
        this.clients = clients;
        this.keys = keys;
        this.production = production;
    }

    @GET
    @Operation(operationId = "getMyClient", summary = "The client, its tier and its keys")
    public Uni<ClientJson> get() {
        return clients.find(id()).map(ClientJson::of);
    }

    @DELETE
    @APIResponse(responseCode = "204", description = "Removed; its keys hold no longer")
    @Operation(
            operationId = "removeMyClient",
            summary = "Remove the client with its contact, keys, usage and agreements")
    public Uni<Void> remove() {
        return clients.remove(id());
    }

    @POST
    @Path("/keys")
    @APIResponse(
            responseCode = "201",
            description = "Another key, shown this once; the one before ends after some days",
            content = @Content(schema = @Schema(implementation = NewKeyJson.class)))
    @Operation(
            operationId = "makeMyKey",
            summary = "Make another key in place of the one before",
            description = "Both hold for seven days, so that you can change over without a gap. At most two at once.")
    public Uni<RestResponse<NewKeyJson>> another() {
        return keys.another(id())
                .map(NewKeyJson::of)
                .map(key -> ResponseBuilder.create(RestResponse.Status.CREATED, key)
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .build());
    }

    @DELETE
    @Path("/keys/{id}")
    @APIResponse(responseCode = "204", description = "Ended; it holds no longer")
    @Operation(
            operationId = "endMyKey",
            summary = "End a key at once",
            description =
                    "Not the only one: make another first. Who knows a key may end the others; end one that got out at once.")
    public Uni<Void> end(@RestPath @Parameter(description = "The key's id") String id) {
        return keys.end(id(), parse(id));
    }

    @POST
    @Path("/production")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "askForProduction",
            summary = "Ask for the tier of production",
            description = "An operator decides. Who was refused may ask again.")
    public Uni<ClientJson> production(@Nullable ReasonJson body) {
        return production.ask(id(), ReasonJson.of(body)).chain(_ -> get());
    }

    private UUID id() {
        return client.require().client();
    }

    private static UUID parse(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException _) {
            throw KEY_NOT_FOUND.because("GET /v1/developer/clients/me lists them");
        }
    }
}
