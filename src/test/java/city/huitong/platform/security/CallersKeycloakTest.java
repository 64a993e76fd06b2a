package city.huitong.platform.security;

import static city.huitong.hub.Tokens.with;
import static city.huitong.platform.security.SenderBindingTest.BANK;
import static city.huitong.platform.security.TokenTest.graphql;
import static city.huitong.platform.security.TokenTest.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import city.huitong.hub.Sender;
import city.huitong.hub.Sender.Proof;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers with tokens of a real Keycloak: every way to get one, and every way in which one is refused. */
@QuarkusTest
@QuarkusTestResource(value = KeycloakServer.class, restrictToAnnotatedClass = true)
class CallersKeycloakTest {

    private static final String PROBE = "/probe";
    private static final Duration ROTATION_IS_NOTICED_WITHIN = Duration.ofSeconds(60);
    private static String bound = "";

    @TestHTTPResource(value = PROBE, tls = true)
    URI tlsProbe;

    private static String bound() throws Exception {
        if (bound.isEmpty()) {
            bound = KeycloakClient.bound(BANK);
        }
        return bound;
    }

    @ParameterizedTest
    @ValueSource(strings = {"officer", "second-officer", "auditor"})
    void acceptsClientsWithASecret(String client) {
        with(KeycloakClient.withSecret(client))
                .get(PROBE)
                .then()
                .statusCode(200)
                .body("client", equalTo(client));
    }

    @Test
    void acceptsADepartmentForItsOwnDatasetsOnly() {
        var token = KeycloakClient.withSecret("department-public-security");
        with(token)
                .contentType("application/x-ndjson")
                .body(new byte[0])
                .post("/v1/datasets/population/records")
                .then()
                .statusCode(200);
        refused(
                with(token)
                        .contentType("application/x-ndjson")
                        .body(new byte[0])
                        .post("/v1/datasets/deaths/records"),
                403,
                "forbidden",
                "Bearer");
    }

    @Test
    void acceptsABankThatSignsItsAssertionsAndItsRequests() throws Exception {
        BANK.get(PROBE, bound()).then().statusCode(200).body("client", equalTo("bank-a"));
        BANK.post(PROBE, bound()).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bank-b", "city-b"})
    void acceptsWhoIsKnownByACertificateOverItsOwnConnection(String client) throws Exception {
        var token = KeycloakClient.withCertificate(client);
        assertThat(overTls(client, token)).isEqualTo(200);
        assertThat(overTls("bank-a", token)).isEqualTo(401);
        assertThat(overTls("", token)).isEqualTo(401);
        refused(with(token).get(PROBE), 401, "token-sender-mismatch", "Bearer");
        assertThat(KeycloakClient.withCertificate(client, "bank-a").statusCode())
                .isIn(400, 401);
    }

    @Test
    void knowsACitizenWhoHasLoggedInAndHowStrongly() throws Exception {
        var token = KeycloakClient.login("citizen-1");
        with(token)
                .get(PROBE)
                .then()
                .statusCode(200)
                .body("number", equalTo("[official number]"))
                .body("revealed", equalTo("999999194806270023"))
                .body("acr", equalTo("urn:huitong:acr:strong"));
        with(token).post("/probe/consents/approve").then().statusCode(200);
        with(KeycloakClient.login("enterprise-1"))
                .get(PROBE)
                .then()
                .statusCode(200)
                .body("revealed", equalTo("91990000MA0000015Q"));
    }

    @Test
    void refusesTheServersOwnTokensForSomethingElse() {
        refused(with(KeycloakClient.administrator()).get(PROBE), 401, "token-invalid", "Bearer");
    }

    static Stream<Arguments> wrongProofs() {
        return SenderBindingTest.wrongProofs();
    }

    @ParameterizedTest(name = "a proof {0}")
    @MethodSource
    void wrongProofs(String what, UnaryOperator<Proof> spoilt) throws Exception {
        refused(BANK.sends("GET", PROBE, bound(), spoilt).get(PROBE), 401, "dpop-invalid", "DPoP");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "a.b.c"})
    void refusesGarbageAsProof(String garbage) throws Exception {
        refused(Sender.sends(bound(), garbage).get(PROBE), 401, "dpop-invalid", "DPoP");
    }

    @Test
    void refusesReplayedProofsAndStolenTokens() throws Exception {
        var proof = BANK.proof("GET", Sender.address(PROBE), bound()).signed();
        Sender.sends(bound(), proof).get(PROBE).then().statusCode(200);
        refused(Sender.sends(bound(), proof).get(PROBE), 401, "dpop-replayed", "DPoP");
        refused(Sender.withNewKey().get(PROBE, bound()), 401, "token-sender-mismatch", "DPoP");
        refused(with(bound()).get(PROBE), 401, "token-sender-mismatch", "Bearer");
        refused(graphql(with(bound())), 401, "token-sender-mismatch", "Bearer");
        refused(BANK.get(PROBE, bound() + "x"), 401, "token-invalid", "DPoP");
        var parts = bound().split("\\.", 3);
        var tampered = parts[0] + "." + parts[1] + "." + parts[2].substring(1) + "A";
        refused(BANK.get(PROBE, tampered), 401, "token-invalid", "DPoP");
    }

    static Stream<Arguments> wrongAssertions() {
        var now = Instant.now();
        return Stream.of(
                wrong(
                        "expired",
                        claims -> claims.issuedAt(now.minusSeconds(120)).expiresAt(now.minusSeconds(60))),
                wrong("for another audience", claims -> claims.audience("https://elsewhere.example")),
                wrong(
                        "for an hour, some minutes ago",
                        claims -> claims.issuedAt(now.minusSeconds(300)).expiresAt(now.plusSeconds(3300))),
                wrong("of another client", claims -> claims.issuer("bank-b").subject("bank-b")));
    }

    @ParameterizedTest(name = "an assertion {0}")
    @MethodSource
    void wrongAssertions(String what, UnaryOperator<JwtClaimsBuilder> spoilt) throws Exception {
        var answer = KeycloakClient.send(KeycloakClient.assertion(spoilt), BANK);
        assertThat(answer.statusCode()).isIn(400, 401);
        assertThat(answer.jsonPath().getString("error")).isIn("invalid_client", "unauthorized_client");
    }

    @Test
    void keycloakRefusesAReplayedAssertionAndOneOfAnotherKey() throws Exception {
        var assertion = KeycloakClient.assertion(claims -> claims);
        KeycloakClient.send(assertion, BANK).then().statusCode(200);
        assertThat(KeycloakClient.send(assertion, BANK).statusCode()).isIn(400, 401);
        var forged = KeycloakClient.assertion("bank-b", claims -> claims);
        assertThat(KeycloakClient.send(forged, BANK).statusCode()).isIn(400, 401);
    }

    @Test
    void noticesNewAndWithdrawnKeysWithinAMinute() {
        with(KeycloakClient.withSecret("auditor")).get(PROBE).then().statusCode(200);
        var key = KeycloakClient.newSigningKey();
        var token = KeycloakClient.withSecret("auditor");
        await().atMost(ROTATION_IS_NOTICED_WITHIN)
                .until(() -> with(token).get(PROBE).statusCode() == 200);
        KeycloakClient.withdraw(key);
        await().atMost(ROTATION_IS_NOTICED_WITHIN)
                .until(() -> with(token).get(PROBE).statusCode() == 401);
        with(KeycloakClient.withSecret("auditor")).get(PROBE).then().statusCode(200);
    }

    private int overTls(String client, String token) throws Exception {
        var request = HttpRequest.newBuilder(tlsProbe)
                .header("Authorization", "Bearer " + token)
                .build();
        try (var http = HttpClient.newBuilder()
                .sslContext(KeycloakServer.certificates().tls(client))
                .build()) {
            return http.send(request, BodyHandlers.ofString()).statusCode();
        }
    }

    private static Arguments wrong(String what, UnaryOperator<JwtClaimsBuilder> spoilt) {
        return Arguments.of(what, spoilt);
    }
}
