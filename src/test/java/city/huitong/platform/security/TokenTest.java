package city.huitong.platform.security;

import static city.huitong.hub.Tokens.with;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import city.huitong.hub.Hub;
import city.huitong.hub.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.smallrye.jwt.build.Jwt;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Access tokens: what is refused, with which status, code and challenge, by REST and by GraphQL. */
@QuarkusTest
class TokenTest {

    private static final String REST = "/v1/departments";
    private static final Duration ROTATION_IS_NOTICED_WITHIN = Duration.ofSeconds(60);

    static Stream<Arguments> wrongTokens() throws Exception {
        return Stream.of(
                wrong("expired", Tokens.auditor(token -> token.expiresAt(past(60))), "token-expired"),
                wrong("not valid yet", Tokens.auditor(token -> token.claim("nbf", future(60))), "token-invalid"),
                wrong("for another hub", Tokens.auditor(token -> token.audience("account")), "token-audience"),
                wrong("for nobody", withoutAudience(), "token-audience"),
                wrong("of another issuer", Tokens.auditor(token -> token.issuer("another")), "token-invalid"),
                wrong("of an unknown key", signedBy(keys(), "unknown"), "token-invalid"),
                wrong("of another key", signedBy(keys(), null), "token-invalid"),
                wrong("alg none", unsigned(), "token-invalid"),
                wrong("HS256 with the public key", signedWithThePublicKey(), "token-invalid"),
                wrong("tampered", tampered(), "token-invalid"),
                wrong("no token", "garbage", "token-invalid"),
                wrong("three letters", "a.b.c", "token-invalid"),
                wrong("an array", base64("[]") + "." + base64("[]") + ".YQ", "token-invalid"),
                wrong("alg is a number", base64("{\"alg\":1}") + "." + base64("{}") + ".YQ", "token-invalid"),
                wrong("no claims", base64("{\"alg\":\"RS256\"}") + "." + base64("{}") + ".YQ", "token-invalid"),
                wrong("cut off", Hub.token("auditor").substring(0, 200), "token-invalid"),
                wrong("four parts", Hub.token("auditor") + ".YQ", "token-invalid"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongTokens")
    void refusesWrongTokensByRestAndGraphql(String what, String token, String code) {
        refused(with(token).get(REST), 401, code, "Bearer");
        refused(graphql(with(token)), 401, code, "Bearer");
    }

    @Test
    void acceptsClocksThatDifferByTenSecondsAndNotByAMinute() {
        var justExpired = Tokens.auditor(token -> token.issuedAt(past(60)).expiresAt(past(8)));
        assertThat(with(justExpired).get(REST).statusCode()).isEqualTo(200);
        assertThat(with(Tokens.auditor(token -> token.claim("nbf", future(8))))
                        .get(REST)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void namesBothSchemesToWhoSendsNoToken() {
        var answer = given().get(REST);
        answer.then().statusCode(401).contentType("application/problem+json").body("code", equalTo("token-missing"));
        assertThat(answer.headers().getValues("WWW-Authenticate")).hasSize(2);
        assertThat(answer.headers().getValues("WWW-Authenticate").getFirst()).isEqualTo("Bearer realm=\"huitong\"");
        assertThat(answer.headers().getValues("WWW-Authenticate").getLast())
                .startsWith("DPoP ")
                .contains("ES256");
        var field = graphql(given());
        assertThat(field.jsonPath().getString("errors[0].extensions.code")).isEqualTo("token-missing");
        assertThat(field.jsonPath().getString("errors[0].extensions.problem.challenge"))
                .startsWith("Bearer realm=\"huitong\"");
    }

    @Test
    void readsNoTokenFromTheAddress() {
        given().queryParam("access_token", Hub.token("auditor"))
                .get(REST)
                .then()
                .statusCode(401)
                .body("code", equalTo("token-missing"));
    }

    @Test
    void refusesTwoTokensAtOnce() {
        var answer = given().header("Authorization", "Bearer " + Hub.token("auditor"), "Bearer " + Hub.token("officer"))
                .get(REST);
        refused(answer, 400, "request-invalid", "Bearer");
        assertThat(answer.header("WWW-Authenticate")).contains("error=\"invalid_request\"");
    }

    @Test
    void refusesAHeaderThatIsTooLongWithoutReadingIt() throws Exception {
        assertThat(statusOf("Authorization: Bearer " + "a".repeat(100_000))).contains(" 431 ");
        Hub.as("auditor").get(REST).then().statusCode(200);
    }

    /** The hub may close the connection while the header is being sent; what it answered is there all the same. */
    private static String statusOf(String header) throws IOException {
        try (var socket = new Socket("localhost", RestAssured.port)) {
            try {
                socket.getOutputStream()
                        .write("GET %s HTTP/1.1\r\nHost: localhost\r\n%s\r\n\r\n"
                                .formatted(REST, header)
                                .getBytes(StandardCharsets.US_ASCII));
            } catch (SocketException closed) {
                assertThat(closed).hasMessageMatching("(?i).*(broken pipe|reset).*");
            }
            var answer = new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII);
            return new BufferedReader(answer).readLine();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic YTpi", "Bearer", "Digest x", "DPoP", " "})
    void treatsOtherCredentialsAsNone(String authorization) {
        var answer = given().header("Authorization", authorization).get(REST);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.jsonPath().getString("code")).isIn("token-missing", "token-invalid");
    }

    @Test
    void acceptsASchemeInAnyCase() {
        given().header("Authorization", "bEARER " + Hub.token("auditor"))
                .get(REST)
                .then()
                .statusCode(200);
    }

    @Test
    void refusesAWrongTokenAlsoWhereNoneIsNeeded() {
        refused(with("garbage").get("/openapi"), 401, "token-invalid", "Bearer");
        given().get("/openapi").then().statusCode(200);
    }

    @Test
    void saysThatTheRoleIsMissing() {
        var answer = Hub.as("app").post("/v1/policies/none/runs");
        refused(answer, 403, "role-missing", "Bearer");
        assertThat(answer.header("WWW-Authenticate")).contains("error=\"insufficient_scope\"");
    }

    @Test
    void acceptsAnIssuersNewKeyWithinAMinute() throws Exception {
        var pair = keys();
        var id = PublicJsonWebKey.Factory.newPublicJwk(pair.getPublic()).calculateBase64urlEncodedThumbprint("SHA-256");
        var token = signedBy(pair, id);
        refused(with(token).get(REST), 401, "token-invalid", "Bearer");
        var base64 = Base64.getEncoder();
        Files.writeString(
                Tokens.issuerKeys(),
                base64.encodeToString(pair.getPublic().getEncoded()) + "\n-\n",
                StandardOpenOption.APPEND);
        await().atMost(ROTATION_IS_NOTICED_WITHIN)
                .until(() -> with(token).get(REST).statusCode() == 200);
    }

    @Test
    void keepsTheNumberOfASubjectToItself() {
        var probe = Hub.as("citizen-1").get("/probe");
        assertThat(probe.jsonPath().getString("number")).isEqualTo("[official number]");
        assertThat(probe.jsonPath().getString("revealed")).matches("999999[0-9]{11}[0-9X]");
        var firm = Hub.as("enterprise-1").get("/probe");
        assertThat(firm.jsonPath().getString("revealed")).startsWith("91990000MA");
        Hub.as("second-officer").get("/probe").then().statusCode(200).body("revealed", equalTo("none"));
        var pretender = Tokens.auditor(token -> token.claim("official_number", "999999190001010007"));
        with(pretender).get("/probe").then().body("revealed", equalTo("none"));
    }

    @Test
    void knowsDemoSubjectsOfTheDemoCityOnly() {
        for (var stranger : new String[] {"citizen-0", "citizen-20001", "enterprise-3001", "citizen-x", "bank-c"}) {
            given().formParams(Map.of(
                            "grant_type", "client_credentials", "client_id", stranger, "client_secret", stranger))
                    .post("/embedded/oauth2/token")
                    .then()
                    .statusCode(401)
                    .body("error", equalTo("invalid_client"));
        }
    }

    @Test
    void asksForAStrongAndFreshLogin() {
        var path = "/probe/consents/approve";
        var answer = Hub.as("citizen-2").post(path);
        refused(answer, 401, "step-up-required", "Bearer");
        assertThat(answer.header("WWW-Authenticate"))
                .contains("error=\"insufficient_user_authentication\"")
                .contains("acr_values=\"urn:huitong:acr:strong\"")
                .contains("max_age=\"300\"");
        with(login("urn:huitong:acr:strong", 10)).post(path).then().statusCode(200);
        refused(with(login("urn:huitong:acr:strong", 301)).post(path), 401, "step-up-required", "Bearer");
        refused(with(login("urn:huitong:acr:strong", -60)).post(path), 401, "step-up-required", "Bearer");
        refused(with(login("1", 10)).post(path), 401, "step-up-required", "Bearer");
        refused(Hub.as("officer").post(path), 403, "role-missing", "Bearer");
    }

    @Test
    void givesAStrongLoginOnRequestInEmbeddedMode() {
        String token = given().formParams(Map.of(
                        "grant_type", "client_credentials",
                        "client_id", "citizen-3",
                        "client_secret", "citizen-3",
                        "acr_values", "urn:huitong:acr:strong"))
                .post("/embedded/oauth2/token")
                .path("access_token");
        with(token).post("/probe/consents/approve").then().statusCode(200).body("client", not(containsString("9999")));
    }

    static void refused(Response answer, int status, String code, String scheme) {
        answer.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("code", equalTo(code))
                .body("status", equalTo(status))
                .body("type", equalTo("/problems/" + code));
        assertThat(answer.header("WWW-Authenticate"))
                .startsWith(scheme + " realm=\"huitong\"")
                .contains("error=\"");
    }

    static Response graphql(RequestSpecification request) {
        return request.contentType("application/json")
                .body(Map.of("query", "{ policies { id } }"))
                .post("/graphql");
    }

    private static String login(String acr, long secondsAgo) {
        return Tokens.signed(
                "citizen-2",
                "citizen",
                token ->
                        token.claim("acr", acr).claim("auth_time", Instant.now().getEpochSecond() - secondsAgo));
    }

    private static Arguments wrong(String what, String token, String code) {
        return Arguments.of(what, token, code);
    }

    private static Instant past(long seconds) {
        return Instant.now().minusSeconds(seconds);
    }

    private static long future(long seconds) {
        return Instant.now().getEpochSecond() + seconds;
    }

    private static String withoutAudience() throws Exception {
        var jws = new JsonWebSignature();
        jws.setPayload("{\"iss\":\"huitong-embedded\",\"sub\":\"auditor\",\"groups\":[\"auditor\"],\"exp\":%d}"
                .formatted(future(600)));
        jws.setAlgorithmHeaderValue("RS256");
        jws.setKey(Tokens.issuerPrivateKey());
        return jws.getCompactSerialization();
    }

    private static String signedBy(KeyPair pair, String id) {
        var claims = Jwt.issuer("huitong-embedded")
                .audience("huitong")
                .subject("auditor")
                .groups("auditor")
                .expiresIn(Duration.ofHours(1))
                .jws();
        return (id == null ? claims : claims.keyId(id)).sign(pair.getPrivate());
    }

    private static String unsigned() {
        return base64("{\"alg\":\"none\"}") + "." + Hub.token("auditor").split("\\.", 3)[1] + ".";
    }

    /** The classic confusion: the public key, known to everybody, as the secret of a symmetric algorithm. */
    private static String signedWithThePublicKey() throws Exception {
        var jws = new JsonWebSignature();
        jws.setPayload(new String(
                Base64.getUrlDecoder().decode(Hub.token("auditor").split("\\.", 3)[1]), StandardCharsets.UTF_8));
        jws.setAlgorithmHeaderValue("HS256");
        jws.setKey(new HmacKey(Tokens.issuerPublicKey()));
        return jws.getCompactSerialization();
    }

    private static String tampered() {
        var parts = Hub.token("auditor").split("\\.", 3);
        var claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                .replace("\"auditor\"", "\"officer\"");
        return parts[0] + "." + base64(claims) + "." + parts[2];
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static KeyPair keys() throws Exception {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }
}
