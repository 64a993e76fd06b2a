package city.huitong.platform.security;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Publishes the keys with which everybody can check what the hub has signed. */
@Path("/.well-known/jwks.json")
@Tag(name = "Keys", description = "The keys that check what the hub has signed")
class KeySetResource {

    private static final String KEY_SET = "application/jwk-set+json";

    private final SigningKeys keys;

    KeySetResource(SigningKeys keys) {
        this.keys = keys;
    }

    @GET
    @Produces(KEY_SET)
    @PermitAll
    @Operation(
            operationId = "getSigningKeys",
            summary = "The hub's public signing keys",
            description =
                    "A JSON Web Key Set (RFC 7517) of Ed25519 keys (RFC 8037): the one in use first, then earlier ones and,"
                            + " before a change, the next one. They check consent artefacts and webhooks.")
    @APIResponse(
            responseCode = "200",
            description = "The keys",
            content = @Content(mediaType = KEY_SET, schema = @Schema(type = SchemaType.OBJECT)))
    public RestResponse<String> keys() {
        return RestResponse.ResponseBuilder.ok(keys.published())
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=3600")
                .build();
    }
}
