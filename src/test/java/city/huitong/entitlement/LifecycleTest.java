package city.huitong.entitlement;

import static city.huitong.hub.Hub.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import city.huitong.entitlement.TestPolicy.Somebody;
import city.huitong.hub.Hub;
import city.huitong.hub.Topics;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the match to the payment, as the subject, the authority and others outside see it. */
@QuarkusTest
class LifecycleTest {

    private final TestPolicy policy = TestPolicy.fresh();
    private final String today = LocalDate.now(ZoneId.of("Asia/Shanghai")).toString();

    @BeforeEach
    void theCityIsThere() {
        Hub.untilStarted();
    }

    @Test
    void offersAndGrantsOnceTheSubjectConfirms() {
        var who = policy.person("x");
        policy.publish("confirm", 100, "");
        policy.stands(who, "NOTIFIED");

        mine(who, "confirm").statusCode(200).body("state", equalTo("GRANTED")).body("grantedOn", equalTo(today));

        mine(who, "confirm").statusCode(200).body("state", equalTo("GRANTED"));
        mine(who, "decline").statusCode(409).body("code", equalTo("entitlement-state-conflict"));
        who.asks()
                .get("/v1/me/entitlements/" + policy.id())
                .then()
                .statusCode(200)
                .body("moves.move", contains("NOTIFIED", "GRANTED"))
                .body("moves.role", contains("hub", "citizen"));
        assertThat(Topics.about("huitong.entitlements", who.id(), policy.id(), 2))
                .extracting(event -> new JsonObject(event.value()).getString("state"))
                .containsExactly("NOTIFIED", "GRANTED");
    }

    @Test
    void asksNobodyAgainWhoDeclined() {
        var who = policy.person("x");
        policy.publish("confirm", 100, "");
        policy.stands(who, "NOTIFIED");

        mine(who, "decline").statusCode(200).body("state", equalTo("DECLINED"));
        policy.publish("confirm", 200, "");

        org.awaitility.Awaitility.await()
                .atMost(Hub.DEADLINE)
                .untilAsserted(() -> assertThat(policy.of(who).getLong("entitlement.amountFen"))
                        .isEqualTo(20_000));
        assertThat(policy.state(who)).isEqualTo("DECLINED");
        mine(who, "confirm").statusCode(200).body("state", equalTo("GRANTED")).body("amountFen", equalTo(20_000));
    }

    @Test
    void goesNoFurtherThanAMatchWhereOneMustApply() {
        var who = policy.person("x");
        policy.publish("assisted", 100, "");

        policy.stands(who, "MATCHED");

        mine(who, "confirm").statusCode(409).body("state", equalTo("MATCHED"));
    }

    @Test
    void letsOnlyTheAuthoritySuspendAndPay() {
        var who = policy.person("x");
        policy.publish("direct", 100, "");
        policy.stands(who, "GRANTED");

        authority(who, "suspend").statusCode(204);
        policy.stands(who, "SUSPENDED");
        pay(who, 10_000).statusCode(409).body("code", equalTo("entitlement-state-conflict"));
        policy.act(as("department-health"), path(who, "resume"), "").statusCode(403);
        who.asks().post(path(who, "resume")).then().statusCode(403);
        authority(who, "resume").statusCode(204);

        pay(who, 9_999).statusCode(409).body("code", equalTo("amount-differs")).body("dueFen", equalTo(10_000));
        pay(who, 10_000).statusCode(204);
        pay(who, 10_000).statusCode(204);

        var history = policy.of(who);
        assertThat(history.getList("payments.kind")).containsExactly("DISBURSED");
        assertThat(history.getList("payments.amountFen")).containsExactly(10_000);
        assertThat(history.getList("moves.move")).containsExactly("GRANTED", "SUSPENDED", "RESUMED");
        assertThat(actsShownTo(who)).containsExactly("disburse", "disburse", "resume", "suspend");
    }

    /** As the subject sees them: the newest first. */
    private static java.util.List<String> actsShownTo(Somebody who) {
        return who.asks()
                .get("/v1/me/accesses?limit=100")
                .then()
                .statusCode(200)
                .extract()
                .path("items.findAll { it.kind == 'ENTITLEMENT_MOVED' }.details.act");
    }

    @Test
    void staysSuspendedWhateverIsDecidedMeanwhile() {
        var who = policy.person("x");
        policy.publish("direct", 100, "");
        policy.stands(who, "GRANTED");
        authority(who, "suspend").statusCode(204);

        policy.publish("direct", 300, "");

        org.awaitility.Awaitility.await()
                .atMost(Hub.DEADLINE)
                .untilAsserted(() -> assertThat(policy.of(who).getLong("entitlement.amountFen"))
                        .isEqualTo(30_000));
        assertThat(policy.state(who)).isEqualTo("SUSPENDED");
    }

    @Test
    void paysOnlyPeriodsFromTheGrantOnUpToToday() {
        var who = policy.person("x");
        policy.publish("direct", "{period: month, amount: \"yuan(10)\"}", 10, "");
        policy.stands(who, "GRANTED");

        pay(who, LocalDate.parse(today).plusDays(1), 1_000).statusCode(422).body("code", equalTo("period-not-due"));
        pay(who, LocalDate.parse(today).minusMonths(2), 1_000).statusCode(422);
        pay(who, LocalDate.parse(today), 1_000).statusCode(204);
        policy.act(as("department-civil-affairs"), path(who, "disbursements"), "{}")
                .statusCode(400);
    }

    @Test
    void saysNothingAboutWhatNobodyHas() {
        var who = policy.person("x");

        mine(who, "confirm").statusCode(404).body("code", equalTo("policy-not-found"));
        new TestPolicy(policy.id(), LocalDate.of(1800, 1, 1)).publish("direct", 1, "");
        mine(who, "confirm").statusCode(404).body("code", equalTo("entitlement-not-found"));
    }

    @Test
    void tellsTheHistoryByGraphqlToo() {
        var who = policy.person("x");
        policy.publish("direct", 100, "");
        policy.stands(who, "GRANTED");
        pay(who, 10_000).statusCode(204);

        policy.act(who.asks(), "/graphql", Map.of("query", """
                        { me { entitlement(policy: "%s") {
                          entitlement { state grantedOn } moves { move role } payments { kind amountFen } } } }""".formatted(policy.id())))
                .statusCode(200)
                .body("data.me.entitlement.entitlement.state", equalTo("GRANTED"))
                .body("data.me.entitlement.moves.move", contains("GRANTED"))
                .body("data.me.entitlement.payments", hasSize(1));
    }

    private ValidatableResponse mine(Somebody who, String move) {
        return who.asks()
                .post("/v1/me/entitlements/" + policy.id() + "/" + move)
                .then();
    }

    private ValidatableResponse authority(Somebody who, String move) {
        return as("department-civil-affairs").post(path(who, move)).then();
    }

    private ValidatableResponse pay(Somebody who, int fen) {
        return pay(who, LocalDate.parse(today), fen);
    }

    private ValidatableResponse pay(Somebody who, LocalDate day, int fen) {
        return policy.act(
                as("department-civil-affairs"),
                path(who, "disbursements"),
                Map.of("day", day.toString(), "amountFen", fen));
    }

    private String path(Somebody who, String move) {
        return "/v1/subjects/" + who.id() + "/entitlements/" + policy.id() + "/" + move;
    }
}
