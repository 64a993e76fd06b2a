package city.huitong.developer;

import static city.huitong.hub.Hub.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import city.huitong.hub.Sender;
import city.huitong.platform.security.KeyDigest;
import city.huitong.platform.security.Sealing;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients of developers: from the registration to their last key. */
@QuarkusTest
class ClientsTest {

    private static final String ME = "/v1/developer/clients/me";
    private static final String OPEN = "/v1/open/datasets?limit=1";
    private static final Duration AT_ONCE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** Its tier is in the tests' settings. */
    private static final UUID RACED = UUID.fromString("00000000-0000-4000-8000-0000000000aa");

    private static final int DAY = 20;
    private static final int THREADS = 16;

    private final Pool pool;
    private final Sealing sealing;

    ClientsTest(Pool pool, Sealing sealing) {
        this.pool = pool;
        this.sealing = sealing;
    }

    @Test
    void aDeveloperRegistersAndAsksWithTheKeyAtOnce() {
        var answer = ADeveloper.register("Next bus", "dev@example.org", "Shows people the next bus");
        answer.then()
                .statusCode(201)
                .header("Cache-Control", equalTo("no-store"))
                .body("tier", equalTo("trial"))
                .body("key.key", startsWith("ht_"));
        var key = answer.<String>path("key.key");

        var asked = ADeveloper.sends(key).get(OPEN);
        asked.then().statusCode(200).header("RateLimit-Policy", containsString("\"day\";q=100000000"));
        ADeveloper.sends(key)
                .get(ME)
                .then()
                .statusCode(200)
                .body("id", equalTo(answer.path("id")))
                .body("contact", equalTo("dev@example.org"))
                .body("keys", hasSize(1))
                .body("keys[0].lastFour", equalTo(key.substring(key.length() - 4)))
                .body("keys[0].endsAt", nullValue());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | dev@example.org | for buses | /name",
                "Bus | nobody | for buses | /contact",
                "Bus | a@b | for buses | /contact",
                "Bus | dev@example.org | ' ' | /purpose",
                "Bus | dev@example.org | who is 999999194806270023 | /purpose"
            })
    void namesWhatIsWrongWithADescription(String name, String contact, String purpose, String pointer) {
        ADeveloper.register(name, contact, purpose)
                .then()
                .statusCode(400)
                .body("code", equalTo("client-invalid"))
                .body("errors.pointer", hasItem(pointer));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{\"name\": {}}", "{"})
    void refusesWhatIsNoDescription(String body) {
        given().contentType(ContentType.JSON)
                .body(body)
                .post("/v1/developer/clients")
                .then()
                .statusCode(400);
    }

    @Test
    void keepsNeitherKeysNorContactsReadable() {
        var developer = ADeveloper.register();
        var rows = pool.preparedQuery("""
                        select row_to_json(client)::text || coalesce((select string_agg(row_to_json(key)::text, '')
                          from client_key as key where key.client = client.id), '') as all from client where id = $1""")
                .execute(Tuple.of(UUID.fromString(developer.client())))
                .await()
                .atMost(PATIENCE);
        assertThat(rows.iterator().next().getString("all"))
                .contains("Next bus")
                .doesNotContain(developer.key(), developer.key().substring(3, 20), "dev@example.org");
        developer.sends().get(ME).then().body(not(containsString(developer.key())));
    }

    @Test
    void bothKeysHoldWhileADeveloperChangesOver() {
        var old = ADeveloper.register();
        var changed = old.rotated();

        old.sends().get(OPEN).then().statusCode(200);
        changed.sends()
                .get(ME)
                .then()
                .statusCode(200)
                .body("keys.id", containsInAnyOrder(old.keyId(), changed.keyId()))
                .body("keys.find { it.id == '" + old.keyId() + "' }.endsAt", notNullValue())
                .body("keys.find { it.id == '" + changed.keyId() + "' }.endsAt", nullValue());
        var end = changed.sends().get(ME).<String>path("keys.find { it.id == '" + old.keyId() + "' }.endsAt");
        assertThat(Instant.parse(end))
                .isBetween(Instant.now().plus(Duration.ofDays(6)), Instant.now().plus(Duration.ofDays(8)));
        changed.sends().post(ME + "/keys").then().statusCode(409).body("code", equalTo("too-many-keys"));

        changed.sends().delete(ME + "/keys/" + old.keyId()).then().statusCode(204);
        mustBeRefusedAtOnce(old.key());
        changed.sends().get(OPEN).then().statusCode(200);
        changed.sends()
                .delete(ME + "/keys/" + changed.keyId())
                .then()
                .statusCode(409)
                .body("code", equalTo("last-key"));
        changed.sends()
                .delete(ME + "/keys/" + UUID.randomUUID())
                .then()
                .statusCode(404)
                .body("code", equalTo("key-not-found"));
    }

    @Test
    void aKeyEndsByItself() {
        var old = ADeveloper.register();
        var changed = old.rotated();
        old.sends().get(OPEN).then().statusCode(200);
        // As if the grace was over; announced as every end is.
        pool.query("update client_key set ends_at = now() - interval '1 second' where id = '" + old.keyId()
                        + "'; notify huitong_keys")
                .execute()
                .await()
                .atMost(PATIENCE);
        mustBeRefusedAtOnce(old.key());
        changed.sends().get(ME).then().body("keys", hasSize(1));
    }

    @Test
    void aClientThatIsRemovedIsForgotten() {
        var developer = ADeveloper.register();
        developer.sends().get(OPEN).then().statusCode(200);
        developer.sends().delete(ME).then().statusCode(204);
        mustBeRefusedAtOnce(developer.key());
        var left = pool.preparedQuery("select 1 from client where id = $1")
                .execute(Tuple.of(UUID.fromString(developer.client())))
                .await()
                .atMost(PATIENCE);
        assertThat(left.rowCount()).isZero();
    }

    @Test
    void aKeyThatNobodyHasIsRefusedAndPaysLikeAStranger() {
        for (var key : new String[] {"ht_" + "A".repeat(43), "nonsense", ""}) {
            var answer = ADeveloper.sends(key).get(OPEN);
            answer.then()
                    .statusCode(401)
                    .contentType("application/problem+json")
                    .body("code", equalTo("key-invalid"))
                    .header("WWW-Authenticate", notNullValue())
                    .header("RateLimit", startsWith("\"burst\";r="));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"api-key=%s", "Api_Key=%s", "apikey=%s", "x-api-key=%s", "limit=1&token=%s"})
    void aKeyInAnAddressIsRefused(String query) {
        var developer = ADeveloper.register();
        var answer = given().urlEncodingEnabled(false).get("/v1/open/datasets?" + query.formatted(developer.key()));
        answer.then().statusCode(400).body("code", equalTo("key-in-address"));
        assertThat(answer.asString()).doesNotContain(developer.key());
    }

    @Test
    void aTokenAndAKeyTogetherAreRefused() {
        var developer = ADeveloper.register();
        as("officer")
                .header("Api-Key", developer.key())
                .get(OPEN)
                .then()
                .statusCode(400)
                .body("code", equalTo("request-invalid"))
                .body("detail", containsString("not both"));
    }

    @Test
    void aKeyOpensNothingButWhatIsForDevelopers() {
        var developer = ADeveloper.register();
        for (var path : new String[] {"/v1/entitlements", "/v1/departments", "/v1/developer/production-requests"}) {
            developer.sends().get(path).then().statusCode(403).body("code", equalTo("role-missing"));
        }
        as("officer").get(ME).then().statusCode(403);
        given().get(ME).then().statusCode(401);
        developer
                .sends()
                .contentType(ContentType.JSON)
                .body(Map.of("query", "{ openData { datasets(first: 1) { totalCount } } }"))
                .post("/graphql")
                .then()
                .statusCode(200)
                .body("data.openData.datasets.totalCount", notNullValue());
    }

    @Test
    void anOperatorGivesAClientProduction() {
        var developer = ADeveloper.register();
        ask(developer, "Many people use it").body("production.state", equalTo("waiting"));
        developer
                .sends()
                .contentType(ContentType.JSON)
                .body(Map.of("reason", "again"))
                .post(ME + "/production")
                .then()
                .statusCode(409)
                .body("code", equalTo("production-asked"));
        decide(developer, "refuse", "Say how many").statusCode(200).body("production.state", equalTo("refused"));
        ask(developer, "Ten thousand people use it").body("production.state", equalTo("waiting"));
        assertThat(as("operator")
                        .get("/v1/developer/production-requests?limit=1000")
                        .<List<String>>path("items.id"))
                .contains(developer.client());
        decide(developer, "approve", "Welcome").statusCode(200).body("tier", equalTo("production"));

        await().atMost(AT_ONCE)
                .untilAsserted(() ->
                        developer.sends().get(OPEN).then().header("RateLimit-Policy", containsString("q=2000000;")));
        developer.sends().get(ME).then().body("production.answer", equalTo("Welcome"));
        decide(developer, "approve", "twice").statusCode(409).body("code", equalTo("production-not-asked"));
        assertThat(as("operator")
                        .get("/v1/developer/production-requests?limit=1000")
                        .<List<String>>path("items.id"))
                .doesNotContain(developer.client());
    }

    @Test
    void aDaysBudgetHoldsInARaceOfKeys() throws Exception {
        var key = racedKey();
        var request = HttpRequest.newBuilder(URI.create(Sender.address(OPEN)))
                .header("Api-Key", key)
                .build();
        try (var http = HttpClient.newHttpClient();
                var threads = Executors.newFixedThreadPool(THREADS)) {
            Callable<Integer> attempt =
                    () -> http.send(request, BodyHandlers.discarding()).statusCode();
            var statuses = threads
                    .invokeAll(
                            IntStream.range(0, 5 * DAY).mapToObj(_ -> attempt).toList())
                    .stream()
                    .map(Future::resultNow)
                    .toList();
            assertThat(statuses)
                    .containsOnly(200, 429)
                    .filteredOn(status -> status == 200)
                    .hasSize(DAY);
        }
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(used()).isEqualTo(5 * DAY + " " + DAY + " " + 4 * DAY));
    }

    /** Requests, units and refusals of the raced client. */
    private String used() {
        return pool.preparedQuery("""
                        select sum(requests) || ' ' || sum(units) || ' ' || sum(limited) as used
                        from client_usage where client = $1""")
                .execute(Tuple.of(RACED))
                .await()
                .atMost(PATIENCE)
                .iterator()
                .next()
                .getString("used");
    }

    /** Of a client whose id the settings know, so that it has a short day. */
    private String racedKey() {
        var key = "ht_" + UUID.randomUUID().toString().replace("-", "") + "raced_key_x";
        var contact = sealing.seal("dev@example.org".getBytes(StandardCharsets.UTF_8));
        pool.preparedQuery("""
                        insert into client (id, name, contact, purpose, tier, registered_at)
                        values ($1, 'Raced', $2, 'to be raced', 'TRIAL', now()) on conflict do nothing""")
                .execute(Tuple.of(RACED, Buffer.buffer(contact)))
                .chain(() -> pool.preparedQuery("""
                                insert into client_key (id, client, digest, last_four, created_at)
                                values ($1, $2, $3, 'ey_x', now())""")
                        .execute(Tuple.of(UUID.randomUUID(), RACED, Buffer.buffer(KeyDigest.of(key)))))
                .await()
                .atMost(PATIENCE);
        return key;
    }

    private static void mustBeRefusedAtOnce(String key) {
        await().atMost(AT_ONCE)
                .untilAsserted(() ->
                        ADeveloper.sends(key).get(OPEN).then().statusCode(401).body("code", equalTo("key-invalid")));
    }

    private static ValidatableResponse ask(ADeveloper developer, String reason) {
        return developer
                .sends()
                .contentType(ContentType.JSON)
                .body(Map.of("reason", reason))
                .post(ME + "/production")
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse decide(ADeveloper developer, String how, String reason) {
        return as("operator")
                .contentType(ContentType.JSON)
                .body(Map.of("reason", reason))
                .post("/v1/developer/production-requests/" + developer.client() + "/" + how)
                .then();
    }
}
