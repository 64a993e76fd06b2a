package city.huitong.consent;

import static city.huitong.hub.Hub.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import city.huitong.hub.Tokens;
import city.huitong.subject.Pseudonyms;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two people open one subject's data for a short time; everything that happens is in the trail, and the subject sees it. */
@QuarkusTest
class BreakGlassTest {

    private static final String HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    private static final int INCIDENT_READS = 5;

    @Inject
    Pool pool;

    @Inject
    Pseudonyms pseudonyms;

    private final String officer = "officer-" + UUID.randomUUID();
    private final String second = "second-" + UUID.randomUUID();
    private Trail trail;
    private APerson person;

    @BeforeEach
    void somebodyIsKnown() {
        trail = new Trail(pool);
        person = APerson.born("1951-03-04", pseudonyms);
    }

    @Test
    void letsTwoPeopleReadAndShowsItToTheSubjectAtOnce() {
        var id = propose(0);
        approve(second, id).statusCode(200).body("state", equalTo("ACTIVE")).body("approvedBy", equalTo(second));

        read(id, person).statusCode(200).body("name", hasItem("person.birth"));

        assertThat(trail.of(officer)).extracting(BreakGlassTest::kind).containsExactly("BREAK_GLASS", "READ");
        assertThat(trail.of(second)).extracting(BreakGlassTest::kind).containsExactly("BREAK_GLASS");
        assertThat(trail.of(officer).getLast().getJsonObject("basis").getString("document"))
                .startsWith("(2026) X 01 执 123 sha256 9f86d081");
        person.asks()
                .get("/v1/me/accesses")
                .then()
                .body("items.kind", contains("READ", "BREAK_GLASS", "BREAK_GLASS"))
                .body("items.purpose", contains("court-order", "court-order", "court-order"));
    }

    @Test
    void showsItToTheSubjectAfterTheDelayThatALeafDecided() {
        var id = propose(30);
        approve(second, id).statusCode(200);
        read(id, person).statusCode(200);

        person.asks().get("/v1/me/accesses").then().body("items", empty());
        var decision = trail.of(second).stream()
                .filter(entry -> kind(entry).equals("LOG_RULE"))
                .findFirst()
                .orElseThrow();
        assertThat(decision.containsKey("subj")).isFalse();
        assertThat(decision.getJsonObject("details").getString("days")).isEqualTo("30");
        var visible = trail.of(officer).getLast().getJsonObject("visible");
        assertThat(visible.getString("decision")).isEqualTo(decision.getString("id"));
        assertThat(Instant.parse(visible.getString("from")))
                .isBetween(
                        Instant.now().plusSeconds(29 * 86_400L), Instant.now().plusSeconds(30 * 86_400L));
    }

    @Test
    void needsASecondPersonWithAFreshStrongLogin() {
        var id = propose(0);

        read(id, person).statusCode(403).body("code", equalTo("break-glass-not-active"));
        approve(officer, id).statusCode(403).body("code", equalTo("second-person-required"));
        bearer(second, "second-officer")
                .post("/v1/break-glass/" + id + "/approve")
                .then()
                .statusCode(401)
                .body("code", equalTo("step-up-required"));
        as("officer").post("/v1/break-glass/" + id + "/approve").then().statusCode(403);
        read(id, person).statusCode(403);

        assertThat(trail.of(officer))
                .extracting(BreakGlassTest::kind)
                .containsExactly("BREAK_GLASS", "REFUSED", "REFUSED", "REFUSED");
    }

    @Test
    void isApprovedOnce() {
        var id = propose(0);
        approve(second, id).statusCode(200);
        approve(second, id).statusCode(409).body("code", equalTo("break-glass-not-open"));
    }

    @Test
    void endsByTheClock() {
        var id = propose(0);
        approve(second, id).statusCode(200);
        trail.execute("update break_glass set not_after = now() where id = '" + id + "'");

        read(id, person).statusCode(403).body("detail", equalTo("its state is EXPIRED"));
        bearer(officer, "officer").get("/v1/break-glass/" + id).then().body("state", equalTo("EXPIRED"));
    }

    @Test
    void waitsAnHourForTheSecondPerson() {
        var id = propose(0);
        trail.execute("update break_glass set proposed_at = now() - interval '61 minutes' where id = '" + id + "'");

        approve(second, id).statusCode(409).body("code", equalTo("break-glass-not-open"));
        read(id, person).statusCode(403);
    }

    @Test
    void isForOneSubjectAndOneOfficerOnly() {
        var id = propose(0);
        approve(second, id).statusCode(200);
        var other = APerson.born("1960-01-01", pseudonyms);

        read(id, other).statusCode(403).body("code", equalTo("break-glass-other-subject"));
        bearer("officer-" + UUID.randomUUID(), "officer")
                .contentType(ContentType.JSON)
                .body(Map.of("subject", person.id()))
                .post("/v1/break-glass/" + id + "/reads")
                .then()
                .statusCode(404)
                .body("code", equalTo("break-glass-not-found"));
        other.asks().get("/v1/me/accesses").then().body("items", empty());
    }

    @Test
    void isReadAsOftenAsTheBasisSaysAndNoMore() {
        var asked = proposal();
        asked.put("basis", "security-incident");
        asked.put("minutes", 30);
        String id = bearer(officer, "officer")
                .contentType(ContentType.JSON)
                .body(asked)
                .post("/v1/break-glass")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        approve(second, id).statusCode(200);

        for (var i = 0; i < INCIDENT_READS; i++) {
            read(id, person).statusCode(200);
        }
        read(id, person).statusCode(403).body("detail", equalTo("its state is EXHAUSTED"));
        bearer(officer, "officer").get("/v1/break-glass/" + id).then().body("used", equalTo(INCIDENT_READS));
    }

    @Test
    void readsNothingWhenTheTrailIsSuppressed() {
        var id = propose(0);
        approve(second, id).statusCode(200);
        try (var _ = BrokenTrail.of(trail, officer)) {
            assertThat(read(id, person).extract().statusCode()).isGreaterThanOrEqualTo(500);
        }
        bearer(officer, "officer").get("/v1/break-glass/" + id).then().body("used", equalTo(0));
    }

    @ParameterizedTest
    @CsvSource({
        "delayDays, 91, break-glass-invalid",
        "delayDays, -1, break-glass-invalid",
        "minutes, 61, break-glass-invalid",
        "minutes, 0, break-glass-invalid",
        "documentHash, 9f86, break-glass-invalid",
        "document, 999999194806270023, break-glass-invalid",
        "reason, Because of Wang Fang, break-glass-invalid",
        "basis, policy-matching, break-glass-basis-not-listed",
        "basis, none-such, break-glass-basis-not-listed",
    })
    void refusesWhatTheBasisDoesNotAllow(String field, String value, String code) {
        var asked = proposal();
        asked.put(field, value.matches("-?[0-9]{1,3}") ? Integer.valueOf(value) : value);

        bearer(officer, "officer")
                .contentType(ContentType.JSON)
                .body(asked)
                .post("/v1/break-glass")
                .then()
                .statusCode(422)
                .body("code", equalTo(code));
        assertThat(trail.of(officer)).isEmpty();
    }

    @Test
    void refusesProposalsOfOthersAndAboutNobody() {
        as("second-officer")
                .contentType(ContentType.JSON)
                .body(proposal())
                .post("/v1/break-glass")
                .then()
                .statusCode(403);
        as("app")
                .contentType(ContentType.JSON)
                .body(proposal())
                .post("/v1/break-glass")
                .then()
                .statusCode(403);
        var asked = proposal();
        asked.put("subject", UUID.randomUUID().toString());
        as("officer")
                .contentType(ContentType.JSON)
                .body(asked)
                .post("/v1/break-glass")
                .then()
                .statusCode(404);
        as("officer")
                .contentType(ContentType.JSON)
                .body(Map.of())
                .post("/v1/break-glass")
                .then()
                .statusCode(422);
    }

    @Test
    void erasesTheLinkToWhatWasWritten() {
        as("officer")
                .get("/v1/subjects/" + person.id() + "/entitlements")
                .then()
                .statusCode(200);
        trail.of("officer");
        var operator = bearer("operator-" + second, "operator");

        operator.post("/v1/subjects/" + person.id() + "/audit-link/erase")
                .then()
                .statusCode(200);

        person.asks().get("/v1/me/accesses").then().statusCode(200).body("items", empty());
        var entry = trail.of("operator-" + second).getFirst();
        assertThat(kind(entry)).isEqualTo("LOG_RULE");
        assertThat(entry.containsKey("subj")).isFalse();
        assertThat(entry.getJsonObject("basis").getString("law")).isEqualTo("erasure");
        as("officer")
                .post("/v1/subjects/" + person.id() + "/audit-link/erase")
                .then()
                .statusCode(403);
    }

    @Test
    void listsToEachWhatTheyMaySee() {
        var open = propose(0);
        var approved = propose(0);
        approve(second, approved).statusCode(200);

        bearer(officer, "officer")
                .get("/v1/break-glass")
                .then()
                .statusCode(200)
                .body("items.id", contains(approved, open))
                .body("items.state", contains("ACTIVE", "PROPOSED"));
        bearer(officer, "officer").get("/v1/break-glass?state=PROPOSED").then().body("items.id", contains(open));
        bearer("officer-" + UUID.randomUUID(), "officer")
                .get("/v1/break-glass")
                .then()
                .statusCode(200)
                .body("items", empty());
        bearer(second, "second-officer")
                .get("/v1/break-glass?limit=1000")
                .then()
                .body("items.id", hasItems(open, approved));
        bearer("second-" + UUID.randomUUID(), "second-officer")
                .get("/v1/break-glass?limit=1000")
                .then()
                .body("items.id", hasItem(open))
                .body("items.id", not(hasItem(approved)));
        bearer("auditor-x", "auditor")
                .get("/v1/break-glass?limit=1000")
                .then()
                .body("items.id", hasItems(open, approved))
                .body("items.find { it.id == '" + open + "' }.subject", equalTo(person.id()));
    }

    @Test
    void doesNotOfferOnesOwnProposalOrOneThatWaitedTooLong() {
        var stale = propose(0);
        trail.execute("update break_glass set proposed_at = now() - interval '61 minutes' where id = '" + stale + "'");
        var own = propose(0);

        bearer(officer, "second-officer")
                .get("/v1/break-glass?limit=1000")
                .then()
                .statusCode(200)
                .body("items.id", not(hasItem(own)))
                .body("items.id", not(hasItem(stale)));
    }

    @Test
    void listsByPages() {
        var first = propose(0);
        var second = propose(0);
        String next = bearer(officer, "officer")
                .get("/v1/break-glass?limit=1")
                .then()
                .body("items.id", contains(second))
                .extract()
                .path("next");
        bearer(officer, "officer")
                .queryParam("after", next)
                .get("/v1/break-glass?limit=1")
                .then()
                .body("items.id", contains(first));
    }

    @ParameterizedTest
    @CsvSource({
        "officer, state=OPEN, 400",
        "officer, limit=0, 400",
        "officer, after=x, 400",
        "citizen, limit=1, 403",
        "app, limit=1, 403",
        "operator, limit=1, 403",
        "department, limit=1, 403",
    })
    void refusesListsThatNobodyMayHave(String role, String query, int status) {
        bearer(role + "-x", role).get("/v1/break-glass?" + query).then().statusCode(status);
    }

    @Test
    void tellsEverybodyHowOftenWhenTheMonthHasEnded() {
        var hidden = propose(30);
        approve(second, hidden).statusCode(200);
        var zone = java.time.ZoneId.of("Asia/Shanghai");
        var now = java.time.YearMonth.now(zone);

        var running = counts("?from=" + now.minusMonths(1) + "&to=" + now);
        assertThat(running.getString("to")).isEqualTo(now.minusMonths(1).toString());
        assertThat(running.getList("counts.month")).doesNotContain(now.toString());

        var longAgo = 1900 + java.util.concurrent.ThreadLocalRandom.current().nextInt(100);
        trail.execute(
                "update break_glass set approved_at = '" + longAgo + "-01-31 16:00:00+00' where id = '" + hidden + "'");
        var ended = counts("?from=" + longAgo + "-01&to=" + longAgo + "-03");
        assertThat(ended.getList("counts.month")).containsExactly(longAgo + "-02");
        assertThat(ended.getList("counts.basis")).containsExactly("court-order");
        assertThat(ended.getInt("counts[0].approved")).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"from=2026", "to=2026-13", "from=0000-01", "from=1800-01", "to=x"})
    void refusesMonthsThatAreNone(String query) {
        io.restassured.RestAssured.get("/v1/break-glass/counts?" + query)
                .then()
                .statusCode(400)
                .body("code", equalTo("request-invalid"));
    }

    private static io.restassured.path.json.JsonPath counts(String query) {
        return io.restassured.RestAssured.get("/v1/break-glass/counts" + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private Map<String, Object> proposal() {
        return new HashMap<>(Map.of(
                "subject",
                person.id(),
                "basis",
                "court-order",
                "document",
                "(2026) X 01 执 123",
                "documentHash",
                HASH,
                "reason",
                "asset-search",
                "minutes",
                60,
                "delayDays",
                0));
    }

    private String propose(int delayDays) {
        var asked = proposal();
        asked.put("delayDays", delayDays);
        return bearer(officer, "officer")
                .contentType(ContentType.JSON)
                .body(asked)
                .post("/v1/break-glass")
                .then()
                .statusCode(201)
                .body("state", equalTo("PROPOSED"))
                .extract()
                .path("id");
    }

    private static ValidatableResponse approve(String who, String id) {
        var token = Tokens.signed(
                who,
                "second-officer",
                claims -> claims.claim("acr", "urn:huitong:acr:strong")
                        .claim("auth_time", Instant.now().getEpochSecond()));
        return Tokens.with(token).post("/v1/break-glass/" + id + "/approve").then();
    }

    private ValidatableResponse read(String id, APerson whom) {
        return bearer(officer, "officer")
                .contentType(ContentType.JSON)
                .body(Map.of("subject", whom.id()))
                .post("/v1/break-glass/" + id + "/reads")
                .then();
    }

    private static RequestSpecification bearer(String who, String role) {
        return Tokens.with(Tokens.signed(who, role, claims -> claims));
    }

    private static String kind(JsonObject entry) {
        return entry.getString("kind");
    }
}
