package city.huitong.embedded;

import io.smallrye.jwt.build.Jwt;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jose4j.jwk.PublicJsonWebKey;

/**
 * The embedded token issuer: OAuth 2.0 client credentials (RFC 6749 section 4.4) for the demo's clients. Each client's secret
 * is its own id, so that examples run as written; the class is not in the packaged hub.
 *
 * <p>A DPoP proof sent along binds the token to its key (RFC 9449 section 5). {@code acr_values} gives the token that {@code acr}
 * and the time of the request as its login, in place of the dialogue a real provider has with its user.
 */
@Path("/embedded/oauth2/token")
public class TokenResource {

    static final String ISSUER = "huitong-embedded";
    static final String AUDIENCE = "huitong";

    private static final Duration LIFETIME = Duration.ofHours(1);

    private final PrivateKey key;
    private final String keyId;

    TokenResource(@ConfigProperty(name = "huitong.embedded.private-key") String key) throws Exception {
        var rsa = KeyFactory.getInstance("RSA");
        this.key =
                rsa.generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(key)));
        var pair = (RSAPrivateCrtKey) this.key;
        var published = rsa.generatePublic(new RSAPublicKeySpec(pair.getModulus(), pair.getPublicExponent()));
        this.keyId = PublicJsonWebKey.Factory.newPublicJwk(published).calculateBase64urlEncodedThumbprint("SHA-256");
    }

    @POST
    @PermitAll
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public RestResponse<Map<String, Object>> token(@BeanParam TokenRequest request) {
        if (!"client_credentials".equals(request.grantType)) {
            return refused(RestResponse.Status.BAD_REQUEST, "unsupported_grant_type");
        }
        var client = request.client();
        if (client.isEmpty()) {
            return refused(RestResponse.Status.UNAUTHORIZED, "invalid_client");
        }
        var sender = request.proof.flatMap(EmbeddedProof::thumbprint);
        if (request.proof.isPresent() && sender.isEmpty()) {
            return refused(RestResponse.Status.BAD_REQUEST, "invalid_dpop_proof");
        }
        return granted(client.get(), request, sender);
    }

    private RestResponse<Map<String, Object>> granted(
            DemoClient client, TokenRequest request, Optional<String> thumbprint) {
        return RestResponse.ResponseBuilder.ok(Map.<String, Object>of(
                        "access_token",
                        tokenFor(client, request, thumbprint),
                        "token_type",
                        thumbprint.isPresent() ? "DPoP" : "Bearer",
                        "expires_in",
                        LIFETIME.toSeconds()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private String tokenFor(DemoClient client, TokenRequest request, Optional<String> thumbprint) {
        var claims = Jwt.issuer(ISSUER).audience(AUDIENCE).expiresIn(LIFETIME);
        client.describe(claims);
        request.acr()
                .ifPresent(acr -> claims.claim("acr", acr)
                        .claim("auth_time", Instant.now().getEpochSecond()));
        thumbprint.ifPresent(jkt -> claims.claim("cnf", Map.of("jkt", jkt)));
        return claims.jws().keyId(keyId).sign(key);
    }

    private static RestResponse<Map<String, Object>> refused(RestResponse.Status status, String error) {
        return RestResponse.status(status, Map.of("error", error));
    }
}
