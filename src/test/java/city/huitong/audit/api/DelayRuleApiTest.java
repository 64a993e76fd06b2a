package city.huitong.audit.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import city.huitong.hub.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An auditor decides what is shown later; each decision is a leaf. */
@QuarkusTest
class DelayRuleApiTest {

    private static final String PATH = "/v1/audit/delays";

    @Inject
    Pool pool;

    private final String auditor = "auditor-" + UUID.randomUUID();
    private final String purpose = "purpose-" + UUID.randomUUID().toString().substring(0, 8);

    @Test
    void decidesListsAndEndsARule() {
        var decision = decide(rule()).statusCode(201).extract().<String>path("decision");

        assertThat(leaf(decision).getJsonObject("details").getMap())
                .containsEntry("act", "delay")
                .containsEntry("days", "30");
        assertThat(leaf(decision).getString("actor")).isEqualTo(auditor);
        strong().get(PATH)
                .then()
                .statusCode(200)
                .body("items.decision", hasItem(decision))
                .body("items.find { it.decision == '" + decision + "' }.document", equalTo("(2026) 001"));

        var end = end(decision).statusCode(200).extract().<String>path("decision");

        assertThat(leaf(end).getJsonObject("details").getMap())
                .containsEntry("act", "delay-end")
                .containsEntry("decision", decision);
        strong().get(PATH).then().body("items.find { it.decision == '" + decision + "' }.endedBy", equalTo(end));
        end(decision).statusCode(409).body("code", equalTo("delay-ended"));
        assertThat(delayOfAnActNow()).as("holds for nothing any more").isZero();
    }

    @Test
    void holdsForActsWhileItHasNotEnded() {
        decide(rule()).statusCode(201);
        assertThat(delayOfAnActNow()).isEqualTo(30);
    }

    @Test
    void endsARuleThatHasNotBegun() {
        var later = rule();
        later.put("from", Instant.now().plus(Duration.ofDays(5)).toString());
        var decision = decide(later).statusCode(201).extract().<String>path("decision");
        end(decision).statusCode(200);
        end(decision).statusCode(409);
    }

    @ParameterizedTest
    @CsvSource({
        "days, 91, delay-too-long",
        "days, 0, delay-invalid",
        "purpose, Not A Code, delay-invalid",
        "law, 999999194806270023, delay-invalid",
        "document, 110105194912310021, delay-invalid",
        "until, 2020-01-01T00:00:00Z, delay-invalid",
        "until, tomorrow, delay-invalid",
        "until, 9999-01-01T00:00:00Z, delay-invalid",
        "from, 2020-01-01T00:00:00Z, delay-invalid",
    })
    void refusesWhatNoRuleMayBe(String field, String value, String code) {
        var asked = rule();
        asked.put(field, value.matches("[0-9]{1,3}") ? Integer.valueOf(value) : value);
        decide(asked).statusCode(422).body("code", equalTo(code));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "officer",
                "second-officer",
                "operator",
                "department",
                "institution",
                "app",
                "citizen",
                "enterprise"
            })
    void isForAuditorsOnly(String role) {
        var token = role.equals("institution")
                ? city.huitong.hub.Hub.token("app")
                : Tokens.signed(role + "-x", role, claims -> claims);
        Tokens.with(token).get(PATH).then().statusCode(403);
        Tokens.with(token)
                .contentType(ContentType.JSON)
                .body(rule())
                .post(PATH)
                .then()
                .statusCode(403);
        Tokens.with(token)
                .contentType(ContentType.JSON)
                .body(Map.of())
                .post(PATH + "/" + UUID.randomUUID() + "/end")
                .then()
                .statusCode(403);
    }

    @Test
    void needsAFreshStrongLogin() {
        Tokens.with(Tokens.signed(auditor, "auditor", claims -> claims))
                .contentType(ContentType.JSON)
                .body(rule())
                .post(PATH)
                .then()
                .statusCode(401)
                .body("code", equalTo("step-up-required"));
        io.restassured.RestAssured.get(PATH).then().statusCode(401);
    }

    @Test
    void knowsNoOtherRules() {
        end(UUID.randomUUID().toString()).statusCode(404).body("code", equalTo("delay-not-found"));
        end("x").statusCode(404).body("code", equalTo("delay-not-found"));
        strong().contentType(ContentType.JSON).post(PATH).then().statusCode(422);
    }

    private Map<String, Object> rule() {
        return new HashMap<>(Map.of(
                "purpose",
                purpose,
                "days",
                30,
                "law",
                "criminal-procedure",
                "document",
                "(2026) 001",
                "until",
                Instant.now().plus(Duration.ofDays(30)).toString()));
    }

    private ValidatableResponse decide(Map<String, Object> rule) {
        return strong().contentType(ContentType.JSON).body(rule).post(PATH).then();
    }

    private ValidatableResponse end(String decision) {
        return strong().contentType(ContentType.JSON)
                .body(Map.of("law", "criminal-procedure", "document", "(2026) 002"))
                .post(PATH + "/" + decision + "/end")
                .then();
    }

    private RequestSpecification strong() {
        return Tokens.with(Tokens.signed(
                auditor,
                "auditor",
                claims -> claims.claim("acr", "urn:huitong:acr:strong")
                        .claim("auth_time", Instant.now().getEpochSecond())));
    }

    /** By how many days an act for the purpose would be hidden that happens now. */
    private int delayOfAnActNow() {
        var rows = pool.preparedQuery(
                        "select days from audit_delay where purpose = $1 and valid_from <= now() and now() < valid_until")
                .execute(Tuple.of(purpose))
                .await()
                .atMost(Duration.ofSeconds(10));
        return rows.size() == 0 ? 0 : rows.iterator().next().getInteger("days");
    }

    private JsonObject leaf(String id) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> pool
                                .preparedQuery("select entry from audit_leaf where id = $1")
                                .execute(Tuple.of(UUID.fromString(id)))
                                .await()
                                .atMost(Duration.ofSeconds(10))
                                .stream()
                                .map(row -> new JsonObject(row.getString("entry")))
                                .findFirst()
                                .orElse(null),
                        java.util.Objects::nonNull);
    }
}
