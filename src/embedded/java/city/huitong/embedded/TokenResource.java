package city.huitong.embedded;

import io.smallrye.jwt.build.Jwt;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * The embedded token issuer: OAuth 2.0 client credentials (RFC 6749 section 4.4) for the demo's clients. Each client's secret
 * is its own id, so that examples run as written; the class is not in the packaged hub.
 */
@Path("/embedded/oauth2/token")
public class TokenResource {

    static final String ISSUER = "huitong-embedded";
    static final String AUDIENCE = "huitong";

    private static final Duration LIFETIME = Duration.ofHours(1);
    private static final String DEPARTMENT_PREFIX = "department-";
    private static final Set<String> PLAIN_CLIENTS = Set.of("officer", "app", "auditor", "operator");

    private final PrivateKey key;

    TokenResource(@ConfigProperty(name = "huitong.embedded.private-key") String key) throws Exception {
        var encoded = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(key));
        this.key = KeyFactory.getInstance("RSA").generatePrivate(encoded);
    }

    @POST
    @PermitAll
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public RestResponse<Map<String, Object>> token(
            @RestForm("grant_type") @Nullable String grantType,
            @RestForm("client_id") @Nullable String clientId,
            @RestForm("client_secret") @Nullable String clientSecret,
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization) {
        if (!"client_credentials".equals(grantType)) {
            return refused(RestResponse.Status.BAD_REQUEST, "unsupported_grant_type");
        }
        var client = authorization == null
                ? withSecret(clientId, clientSecret)
                : basic(authorization).flatMap(pair -> withSecret(pair[0], pair[1]));
        return client.map(this::granted).orElseGet(() -> refused(RestResponse.Status.UNAUTHORIZED, "invalid_client"));
    }

    private static Optional<String> withSecret(@Nullable String id, @Nullable String secret) {
        return Optional.ofNullable(id)
                .filter(client -> Objects.equals(client, secret))
                .filter(client -> PLAIN_CLIENTS.contains(client) || client.matches(DEPARTMENT_PREFIX + "[a-z0-9-]+"));
    }

    private static Optional<String[]> basic(String authorization) {
        if (!authorization.startsWith("Basic ")) {
            return Optional.empty();
        }
        var decoded = Base64.getDecoder().decode(authorization.substring("Basic ".length()));
        return Optional.of(new String(decoded, StandardCharsets.UTF_8).split(":", 2))
                .filter(pair -> pair.length == 2);
    }

    private RestResponse<Map<String, Object>> granted(String client) {
        return RestResponse.ResponseBuilder.ok(Map.<String, Object>of(
                        "access_token", tokenFor(client),
                        "token_type", "Bearer",
                        "expires_in", LIFETIME.toSeconds()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private String tokenFor(String client) {
        var claims = Jwt.issuer(ISSUER).audience(AUDIENCE).subject(client).expiresIn(LIFETIME);
        if (client.startsWith(DEPARTMENT_PREFIX)) {
            claims.groups("department").claim("department", client.substring(DEPARTMENT_PREFIX.length()));
        } else {
            claims.groups(client);
        }
        return claims.sign(key);
    }

    private static RestResponse<Map<String, Object>> refused(RestResponse.Status status, String error) {
        return RestResponse.status(status, Map.of("error", error));
    }
}
