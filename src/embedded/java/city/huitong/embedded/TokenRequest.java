package city.huitong.embedded;

import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.core.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** What is sent to the token endpoint. */
public class TokenRequest {

    @RestForm("grant_type")
    @Nullable
    String grantType;

    @RestForm("client_id")
    @Nullable
    String clientId;

    @RestForm("client_secret")
    @Nullable
    String clientSecret;

    @RestForm("acr_values")
    @Nullable
    String acrValues;

    @HeaderParam(HttpHeaders.AUTHORIZATION)
    @Nullable
    String authorization;

    @HeaderParam("DPoP")
    Optional<String> proof = Optional.empty();

    /** The client, when its secret is right. */
    Optional<DemoClient> client() {
        return authorization == null ? withSecret(clientId, clientSecret) : basic(authorization);
    }

    /** The first of the wished-for logins. */
    Optional<String> acr() {
        return Optional.ofNullable(acrValues).map(values -> values.strip().split(" ", 2)[0]);
    }

    private static Optional<DemoClient> withSecret(@Nullable String id, @Nullable String secret) {
        return Optional.ofNullable(id).filter(client -> client.equals(secret)).flatMap(DemoClient::of);
    }

    private static Optional<DemoClient> basic(String authorization) {
        if (!authorization.startsWith("Basic ")) {
            return Optional.empty();
        }
        var decoded = Base64.getDecoder().decode(authorization.substring("Basic ".length()));
        var pair = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
        return pair.length == 2 ? withSecret(pair[0], pair[1]) : Optional.empty();
    }
}
