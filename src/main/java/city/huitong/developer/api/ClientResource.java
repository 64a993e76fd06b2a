package city.huitong.developer.api;

import static city.huitong.developer.DeveloperProblem.CLIENT_INVALID;

import city.huitong.developer.RegisterClient;
import city.huitong.developer.RegisterClient.Registered;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Where a developer's client comes from. */
@Path("/v1/developer/clients")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Developers", description = "Clients of third-party developers, their keys and limits")
class ClientResource {

    private final RegisterClient clients;

    ClientResource(RegisterClient clients) {
        this.clients = clients;
    }

    /** A new client with its first key. */
    @Schema(name = "RegisteredClient")
    record RegisteredJson(
            @Schema(required = true) UUID id,

            @Schema(required = true, description = "What it may ask for at once: trial")
            String tier,

            @Schema(required = true) NewKeyJson key) {

        static RegisteredJson of(Registered registered) {
            return new RegisteredJson(
                    registered.client().id(), registered.client().tier().word(), NewKeyJson.of(registered.key()));
        }
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @PermitAll
    @APIResponse(
            responseCode = "201",
            description = "Registered; the key is shown this once",
            content = @Content(schema = @Schema(implementation = RegisteredJson.class)))
    @Operation(
            operationId = "registerClient",
            summary = "Register a client and get its first key",
            description =
                    "For everybody, at once. Send the key as the header Api-Key with every request; with it you are asked less often to"
                            + " wait, see what you have used, and may apply for conditional data. Only so many a day from one class of addresses.")
    public Uni<RestResponse<RegisteredJson>> register(@Nullable NewClientJson body) {
        if (body == null) {
            throw CLIENT_INVALID.because("a body is required");
        }
        return body.register(clients).map(ClientResource::created);
    }

    private static RestResponse<RegisteredJson> created(Registered registered) {
        return ResponseBuilder.create(RestResponse.Status.CREATED, RegisteredJson.of(registered))
                .location(URI.create("/v1/developer/clients/me"))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
