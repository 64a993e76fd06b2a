package city.huitong.hub;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;

/** The hub as its clients see it. */
public final class Hub {

    public static final Duration DEADLINE = Duration.ofSeconds(30);

    private static final Duration START_DEADLINE = Duration.ofMinutes(2);

    public static final String POLICE = "department-public-security";

    /** How many tests run is nobody's concern; each client asks for its token once. */
    private static final ConcurrentHashMap<String, String> TOKENS = new ConcurrentHashMap<>();

    private Hub() {}

    public static RequestSpecification as(String client) {
        return given().auth().oauth2(token(client));
    }

    public static String token(String client) {
        return TOKENS.computeIfAbsent(client, Hub::newToken);
    }

    /** The city's pack is loaded after the start; waits for its policies, which come last. */
    public static void awaitCity() {
        Awaitility.await()
                .atMost(DEADLINE.multipliedBy(4))
                .ignoreExceptions()
                .until(() ->
                        as("officer").get("/v1/policies/x.elderly-allowance").statusCode() == 200);
    }

    /** Sends records under a key of their own. */
    public static ValidatableResponse send(String client, String dataset, String lines) {
        return send(client, dataset, UUID.randomUUID().toString(), lines.getBytes(StandardCharsets.UTF_8));
    }

    public static ValidatableResponse send(String client, String dataset, String key, byte[] body) {
        return as(client)
                .header("Idempotency-Key", key)
                .contentType("application/x-ndjson")
                .body(body)
                .post("/v1/datasets/" + dataset + "/records")
                .then();
    }

    /** Has a policy in YAML proposed by one officer and approved by a second one. */
    public static void publish(String yaml) {
        var proposed = as("officer")
                .contentType("application/yaml")
                .body(yaml.getBytes(StandardCharsets.UTF_8))
                .post("/v1/policies");
        assertThat(proposed.statusCode()).as(proposed.asString()).isEqualTo(201);
        var approved = Tokens.strong("second-officer", "second-officer")
                .post("/v1/policies/" + proposed.path("policy") + "/proposals/" + proposed.path("id") + "/approve");
        assertThat(approved.statusCode()).as(approved.asString()).isEqualTo(200);
    }

    /** The pseudonym of a person. */
    public static String subject(String number) {
        return as("officer")
                .contentType(ContentType.JSON)
                .body("{\"kind\":\"person\",\"number\":\"" + number + "\"}")
                .post("/v1/subjects/lookup")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
    }

    /** Waits until the hub has loaded its city; before that its catalogue still grows. */
    public static void untilStarted() {
        Awaitility.await()
                .atMost(START_DEADLINE)
                .untilAsserted(() -> given().get("/q/health/started").then().statusCode(200));
    }

    private static String newToken(String client) {
        untilStarted();
        return given().formParam("grant_type", "client_credentials")
                .formParam("client_id", client)
                .formParam("client_secret", client)
                .post("/embedded/oauth2/token")
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
    }
}
