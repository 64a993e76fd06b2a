package city.huitong.platform.security;

import static io.restassured.RestAssured.given;

import city.huitong.hub.Sender;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Keycloak as its clients use it. */
final class KeycloakClient {

    private static final String ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final Pattern FORM = Pattern.compile("action=\"([^\"]+)\"");
    private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");

    private KeycloakClient() {}

    /** A token of a client that has a secret. */
    static String withSecret(String client) {
        return given().formParams(Map.of(
                        "grant_type",
                        "client_credentials",
                        "client_id",
                        client,
                        "client_secret",
                        KeycloakServer.secret()))
                .post(KeycloakServer.tokenEndpoint())
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
    }

    /** Withdraws a token (RFC 7009). */
    static void revoke(String client, String token) {
        given().formParams(Map.of("client_id", client, "client_secret", KeycloakServer.secret(), "token", token))
                .post(KeycloakServer.issuer() + "/protocol/openid-connect/revoke")
                .then()
                .statusCode(200);
    }

    /** An assertion of bank-a about itself (RFC 7523), changed. */
    static String assertion(UnaryOperator<JwtClaimsBuilder> changed) throws Exception {
        return assertion("bank-a", changed);
    }

    /** The same, signed with another's key. */
    static String assertion(String signer, UnaryOperator<JwtClaimsBuilder> changed) throws Exception {
        var claims = Jwt.issuer("bank-a")
                .subject("bank-a")
                .audience(KeycloakServer.issuer())
                .claim("jti", UUID.randomUUID().toString())
                .expiresIn(Duration.ofSeconds(50));
        return changed.apply(claims).sign(KeycloakServer.certificates().privateKey(signer));
    }

    /** What Keycloak answers to an assertion, sent with a DPoP proof. */
    static Response send(String assertion, Sender sender) {
        var proof = sender.proof("POST", KeycloakServer.tokenEndpoint(), "").without("ath");
        return given().header("DPoP", proof.signed())
                .formParams(Map.of(
                        "grant_type", "client_credentials",
                        "client_assertion_type", ASSERTION,
                        "client_assertion", assertion))
                .post(KeycloakServer.tokenEndpoint());
    }

    /** A token of bank-a, bound to the sender's key. */
    static String bound(Sender sender) throws Exception {
        return send(assertion(claims -> claims), sender)
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
    }

    /** What Keycloak answers to a client that shows this certificate. */
    static HttpResponse<String> withCertificate(String client, String shown) throws Exception {
        var request = HttpRequest.newBuilder(KeycloakServer.tlsTokenEndpoint())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials&client_id=" + client))
                .build();
        try (var http = HttpClient.newBuilder()
                .sslContext(KeycloakServer.certificates().tls(shown))
                .build()) {
            return http.send(request, BodyHandlers.ofString());
        }
    }

    /** A token of a client that shows its certificate, bound to it. */
    static String withCertificate(String client) throws Exception {
        return new JsonObject(withCertificate(client, client).body()).getString("access_token");
    }

    /** A person logs in at the portal, in the browser's way (authorization code, PKCE), and the portal gets a token. */
    static String login(String user) throws Exception {
        var verifier = UUID.randomUUID().toString() + UUID.randomUUID();
        var page = given().redirects()
                .follow(false)
                .queryParams(Map.of(
                        "client_id", "portal",
                        "response_type", "code",
                        "scope", "openid",
                        "redirect_uri", KeycloakServer.PORTAL + "/back",
                        "acr_values", "urn:huitong:acr:strong",
                        "code_challenge", challenge(verifier),
                        "code_challenge_method", "S256"))
                .get(KeycloakServer.issuer() + "/protocol/openid-connect/auth");
        var sent = given().redirects()
                .follow(false)
                .urlEncodingEnabled(false)
                .cookies(page.cookies())
                .contentType(ContentType.URLENC)
                .body("username=" + user + "&password=" + encoded(KeycloakServer.secret()))
                .post(found(FORM, page.asString()).replace("&amp;", "&"));
        return exchange(found(CODE, String.valueOf(sent.header("Location"))), verifier);
    }

    /** A token for the administration of the server. */
    static String administrator() {
        return given().formParams(Map.of(
                        "grant_type", "password",
                        "client_id", "admin-cli",
                        "username", "admin",
                        "password", KeycloakServer.secret()))
                .post(KeycloakServer.address() + "/realms/master/protocol/openid-connect/token")
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
    }

    /** Gives the realm a new signing key ahead of the others; answers its address. */
    static String newSigningKey() {
        var realm = KeycloakServer.address() + "/admin/realms/huitong";
        String id = given().auth().oauth2(administrator()).get(realm).path("id");
        return given().auth()
                .oauth2(administrator())
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "name", "rotated",
                        "providerId", "rsa-generated",
                        "providerType", "org.keycloak.keys.KeyProvider",
                        "parentId", id,
                        "config", Map.of("priority", List.of("1000"), "algorithm", List.of("RS256"))))
                .post(realm + "/components")
                .then()
                .statusCode(201)
                .extract()
                .header("Location");
    }

    /** Withdraws a signing key. */
    static void withdraw(String key) {
        given().auth().oauth2(administrator()).delete(key).then().statusCode(204);
    }

    private static String exchange(String code, String verifier) {
        return given().formParams(Map.of(
                        "grant_type",
                        "authorization_code",
                        "client_id",
                        "portal",
                        "client_secret",
                        KeycloakServer.secret(),
                        "redirect_uri",
                        KeycloakServer.PORTAL + "/back",
                        "code",
                        code,
                        "code_verifier",
                        verifier))
                .post(KeycloakServer.tokenEndpoint())
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
    }

    private static String found(Pattern pattern, String text) {
        var matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException(pattern + " is not in: " + text);
        }
        return matcher.group(1);
    }

    private static String challenge(String verifier) throws Exception {
        var digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
