package city.huitong.platform.security;

import static city.huitong.hub.Tokens.with;
import static city.huitong.platform.security.TokenTest.graphql;
import static city.huitong.platform.security.TokenTest.refused;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import city.huitong.hub.Hub;
import city.huitong.hub.Sender;
import city.huitong.hub.Sender.Proof;
import city.huitong.hub.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that are bound to a sender by DPoP: without the right proof they are worth nothing. */
@QuarkusTest
class SenderBindingTest {

    private static final String PROBE = "/probe";
    private static final int THREADS = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    static final Sender BANK = Sender.withNewKey();
    private static final Sender THIEF = Sender.withNewKey();
    private static String token = "";

    private final Vertx vertx;

    SenderBindingTest(Vertx vertx) {
        this.vertx = vertx;
    }

    private static String token() {
        if (token.isEmpty()) {
            token = BANK.token("bank-a");
        }
        return token;
    }

    static Stream<Arguments> wrongProofs() {
        return Stream.of(
                wrong("an hour old", proof -> proof.claim("iat", now() - 3600)),
                wrong("an hour in the future", proof -> proof.claim("iat", now() + 3600)),
                wrong("75 seconds old", proof -> proof.claim("iat", now() - 75)),
                wrong("30 seconds in the future", proof -> proof.claim("iat", now() + 30)),
                wrong("of no time", proof -> proof.without("iat")),
                wrong("of the end of all time", proof -> proof.claim("iat", Long.MAX_VALUE)),
                wrong("of a time in words", proof -> proof.claim("iat", "now")),
                wrong("without id", proof -> proof.without("jti")),
                wrong("with an id that is too long", proof -> proof.claim("jti", "x".repeat(129))),
                wrong("with an id that is a number", proof -> proof.claim("jti", 7)),
                wrong("for another address", proof -> proof.claim("htu", "https://elsewhere.example/probe")),
                wrong("for an address that is a number", proof -> proof.claim("htu", 7)),
                wrong("for another method", proof -> proof.claim("htm", "DELETE")),
                wrong("for no method", proof -> proof.without("htm")),
                wrong("without the token's hash", proof -> proof.without("ath")),
                wrong("with another token's hash", proof -> proof.claim("ath", "x".repeat(43))),
                wrong("of another type", proof -> proof.header("typ", "JWT")),
                wrong("with no algorithm", proof -> proof.header("alg", "none")),
                wrong("with a symmetric algorithm", proof -> proof.header("alg", "HS256")),
                wrong("with another algorithm than signed with", proof -> proof.header("alg", "EdDSA")),
                wrong("that shows its private key", proof -> proof.header("jwk", BANK.jwk(true))),
                wrong("whose key is text", proof -> proof.header("jwk", "key")),
                wrong("whose key is empty", proof -> proof.header("jwk", new JsonObject())),
                wrong("whose key is a secret", proof -> proof.header("jwk", new JsonObject("{\"kty\":\"oct\"}"))),
                wrong("with a nonce that is a number", proof -> proof.claim("nonce", 7)));
    }

    @ParameterizedTest(name = "a proof {0}")
    @MethodSource("wrongProofs")
    void refusesWrongProofs(String what, UnaryOperator<Proof> spoilt) {
        refused(BANK.sends("GET", PROBE, token(), spoilt).get(PROBE), 401, "dpop-invalid", "DPoP");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "a.b.c", "..", "{}", "W10.W10.W10", "e30.e30.", "e30.e30.YQ"})
    void refusesGarbageAsProof(String garbage) {
        var answer = Sender.sends(token(), garbage).get(PROBE);
        refused(answer, 401, "dpop-invalid", "DPoP");
        assertThat(answer.header("WWW-Authenticate"))
                .contains("error=\"invalid_dpop_proof\"")
                .contains("algs=\"ES256");
        refused(graphql(Sender.sends(token(), garbage)), 401, "dpop-invalid", "DPoP");
    }

    @Test
    void acceptsARightProofOnce() {
        var proof = BANK.proof("GET", Sender.address(PROBE), token()).signed();
        Sender.sends(token(), proof).get(PROBE).then().statusCode(200).body("client", equalTo("bank-a"));
        refused(Sender.sends(token(), proof).get(PROBE), 401, "dpop-replayed", "DPoP");
        BANK.get(PROBE, token()).then().statusCode(200);
    }

    @Test
    void acceptsClocksThatDifferByTenSeconds() {
        for (var iat : new long[] {now() - 50, now() + 8}) {
            BANK.sends("GET", PROBE, token(), proof -> proof.claim("iat", iat))
                    .get(PROBE)
                    .then()
                    .statusCode(200);
        }
    }

    @Test
    void looksAtTheAddressWithoutItsQuery() {
        BANK.sends("GET", PROBE, token(), proof -> proof)
                .queryParam("limit", "1")
                .get(PROBE)
                .then()
                .statusCode(200);
    }

    @Test
    void refusesSeveralProofsAndOneThatIsTooLong() {
        var one = BANK.proof("GET", Sender.address(PROBE), token()).signed();
        var two = BANK.proof("GET", Sender.address(PROBE), token()).signed();
        var both = given().header("Authorization", "DPoP " + token()).header("DPoP", one, two);
        refused(both.get(PROBE), 401, "dpop-invalid", "DPoP");
        var noise = BANK.sends("GET", PROBE, token(), proof -> proof.claim("noise", "x".repeat(4096)));
        refused(noise.get(PROBE), 401, "dpop-invalid", "DPoP");
        refused(given().header("Authorization", "DPoP " + token()).get(PROBE), 401, "dpop-invalid", "DPoP");
    }

    @Test
    void refusesAProofThatWasChanged() {
        var parts = BANK.proof("GET", Sender.address(PROBE), token()).signed().split("\\.", 3);
        var other = BANK.proof("GET", Sender.address(PROBE), token()).signed().split("\\.", 3);
        var mixed = parts[0] + "." + other[1] + "." + parts[2];
        refused(Sender.sends(token(), mixed).get(PROBE), 401, "dpop-invalid", "DPoP");
    }

    @Test
    void refusesAStolenToken() {
        refused(THIEF.get(PROBE, token()), 401, "token-sender-mismatch", "DPoP");
        refused(with(token()).get(PROBE), 401, "token-sender-mismatch", "Bearer");
        refused(graphql(with(token())), 401, "token-sender-mismatch", "Bearer");
        refused(BANK.get(PROBE, token() + "x"), 401, "token-invalid", "DPoP");
    }

    @ParameterizedTest
    @ValueSource(strings = {"institution", "partner"})
    void refusesUnboundTokensOfThoseWhoMustBind(String role) {
        var unbound = Tokens.signed("bank-a", role, claims -> claims);
        refused(with(unbound).get(PROBE), 401, "token-unbound", "DPoP");
        refused(graphql(with(unbound)), 401, "token-unbound", "DPoP");
        refused(BANK.get(PROBE, unbound), 401, "token-unbound", "DPoP");
    }

    @Test
    void refusesAnInstitutionThatIsAlsoSomethingElse() {
        var both =
                Tokens.signed("bank-a", "officer", claims -> claims.groups(java.util.Set.of("officer", "institution")));
        refused(with(both).get(PROBE), 401, "token-unbound", "DPoP");
    }

    static Stream<Object> otherBindings() {
        return Stream.of(
                Map.of("x5t#S256", "x".repeat(43)),
                Map.of("jkt", BANK.thumbprint(), "x5t#S256", "x".repeat(43)),
                Map.of("jwk", Map.of("kty", "EC")),
                Map.of("jkt", 7),
                Map.of(),
                "text");
    }

    @ParameterizedTest
    @MethodSource("otherBindings")
    void failsClosedOnOtherBindings(Object confirmation) {
        var bound = Tokens.signed("bank-a", "institution", claims -> claims.claim("cnf", confirmation));
        var bearer = with(bound).get(PROBE);
        assertThat(bearer.statusCode()).isEqualTo(401);
        assertThat(bearer.jsonPath().getString("code")).isIn("token-sender-mismatch", "token-unbound");
        assertThat(BANK.get(PROBE, bound).statusCode()).isEqualTo(401);
    }

    @Test
    void tellsAnExpiredTokenFromAWrongProof() {
        var expired = Tokens.signed(
                "bank-a",
                "institution",
                claims -> claims.expiresAt(Instant.now().minusSeconds(60))
                        .claim("cnf", Map.of("jkt", BANK.thumbprint())));
        refused(BANK.get(PROBE, expired), 401, "token-expired", "DPoP");
    }

    @Test
    void letsEverybodyElseBindTheirTokensToo() {
        var bound = BANK.token("officer");
        BANK.get(PROBE, bound).then().statusCode(200).body("client", equalTo("officer"));
        refused(with(bound).get(PROBE), 401, "token-sender-mismatch", "Bearer");
        with(Hub.token("officer")).get(PROBE).then().statusCode(200);
    }

    @Test
    void wantsItsNonceWhereSomethingIsChanged() {
        var without = BANK.sends("POST", PROBE, token(), proof -> proof).post(PROBE);
        refused(without, 401, "dpop-nonce-required", "DPoP");
        assertThat(without.header("WWW-Authenticate")).contains("error=\"use_dpop_nonce\"");
        var nonce = without.header("DPoP-Nonce");
        BANK.sends("POST", PROBE, token(), proof -> proof.claim("nonce", nonce))
                .post(PROBE)
                .then()
                .statusCode(200);
        var invented = BANK.sends("POST", PROBE, token(), proof -> proof.claim("nonce", "invented"));
        refused(invented.post(PROBE), 401, "dpop-nonce-required", "DPoP");
        BANK.post(PROBE, token()).then().statusCode(200);
    }

    @Test
    void answersARaceForOneProofOnce() throws Exception {
        var request = request(BANK.proof("GET", Sender.address(PROBE), token()).signed());
        Callable<Integer> attempt;
        try (var http = HttpClient.newHttpClient();
                var threads = Executors.newFixedThreadPool(THREADS)) {
            attempt = () -> http.send(request, BodyHandlers.discarding()).statusCode();
            var statuses = threads
                    .invokeAll(
                            IntStream.range(0, THREADS).mapToObj(_ -> attempt).toList())
                    .stream()
                    .map(SenderBindingTest::done)
                    .toList();
            assertThat(statuses)
                    .containsOnly(200, 401)
                    .filteredOn(status -> status == 200)
                    .hasSize(1);
        }
    }

    /** The second process is a second memory with a connection pool of its own: they share nothing but PostgreSQL. */
    @Test
    void sharesItsMemoryBetweenProcesses() {
        var id = UUID.randomUUID().toString();
        BANK.sends("GET", PROBE, token(), proof -> proof.claim("jti", id))
                .get(PROBE)
                .then()
                .statusCode(200);
        var other = anotherPool();
        try {
            var memory = new ReplayMemory(other);
            assertThat(wait(memory.remember(proof(id)))).isFalse();
            var fresh = UUID.randomUUID().toString();
            assertThat(wait(memory.remember(proof(fresh)))).isTrue();
            var late = BANK.sends("GET", PROBE, token(), proof -> proof.claim("jti", fresh));
            refused(late.get(PROBE), 401, "dpop-replayed", "DPoP");
        } finally {
            wait(other.close());
        }
    }

    @Test
    void forgetsWhatCanNoLongerBeReplayed() {
        var pool = anotherPool();
        try {
            wait(pool.query(
                            "insert into dpop_proof values ('\\x01', now() - interval '1 second') on conflict do nothing")
                    .execute());
            wait(new ReplayMemory(pool).forget());
            var left = wait(pool.query("select 1 from dpop_proof where forget_at < now()")
                    .execute());
            assertThat(left.rowCount()).isZero();
        } finally {
            wait(pool.close());
        }
    }

    private static HttpRequest request(String proof) {
        return HttpRequest.newBuilder(URI.create(Sender.address(PROBE)))
                .header("Authorization", "DPoP " + token())
                .header("DPoP", proof)
                .build();
    }

    private static DpopProof proof(String id) {
        return new DpopProof(BANK.thumbprint(), id, Instant.now(), Optional.empty());
    }

    private Pool anotherPool() {
        var config = ConfigProvider.getConfig();
        var options = PgConnectOptions.fromUri(config.getValue("quarkus.datasource.reactive.url", String.class))
                .setUser(config.getValue("quarkus.datasource.username", String.class))
                .setPassword(config.getValue("quarkus.datasource.password", String.class));
        return io.vertx.mutiny.pgclient.PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(2))
                .connectingTo(options)
                .using(vertx)
                .build();
    }

    private static <T> T wait(Uni<T> work) {
        return work.await().atMost(PATIENCE);
    }

    private static int done(java.util.concurrent.Future<Integer> attempt) {
        return attempt.resultNow();
    }

    private static Arguments wrong(String what, UnaryOperator<Proof> spoilt) {
        return Arguments.of(what, spoilt);
    }

    private static long now() {
        return Instant.now().getEpochSecond();
    }
}
