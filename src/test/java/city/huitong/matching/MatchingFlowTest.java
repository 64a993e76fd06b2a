package city.huitong.matching;

import static city.huitong.hub.Hub.POLICE;
import static city.huitong.hub.Hub.as;
import static city.huitong.hub.Hub.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import city.huitong.embedded.demo.FreshNumbers;
import city.huitong.hub.Hub;
import city.huitong.hub.Topics;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** From a record to an entitlement and back, as everybody outside sees it: by REST and by events. */
@QuarkusTest
class MatchingFlowTest {

    private static final String POLICY = "x.elderly-allowance";

    private final LocalDate birth = LocalDate.now(ZoneId.of("Asia/Shanghai")).minusYears(70);
    private final String number = FreshNumbers.citizen(birth);

    @Test
    void grantsToThoseOfSeventyAndWithdrawsWithTheirDeath() {
        var id = aPersonOfSeventy();
        entitled(id, "GRANTED", 15_000);

        send("department-health", "deaths", """
                {"citizen_number":"%s","died_on":"2026-11-01"}""".formatted(number)).statusCode(200);
        entitled(id, "WITHDRAWN", null);

        var events = Topics.about("huitong.entitlements", id, POLICY, 2);
        assertThat(events)
                .extracting(event -> header(event, "ce_type"))
                .containsExactly("city.huitong.entitlement.granted.v1", "city.huitong.entitlement.withdrawn.v1");
        assertThat(new JsonObject(events.getFirst().value()).getLong("amountFen"))
                .isEqualTo(15_000);
        assertThat(events).allSatisfy(event -> isCloudEvent(event, id));
    }

    @Test
    void announcesChangedFactsWithoutTheirValues() {
        var id = aPersonOfSeventy();

        var event = Topics.about("huitong.facts", id, id, 1).getFirst();

        isCloudEvent(event, id);
        assertThat(header(event, "ce_type")).isEqualTo("city.huitong.facts.changed.v1");
        assertThat(event.value()).doesNotContain(number, "1950", "hukou");
    }

    @Test
    void explainsEveryCriterion() {
        as("officer")
                .get("/v1/subjects/" + aPersonOfSeventy() + "/decisions")
                .then()
                .statusCode(200)
                .body("find { it.policy == 'x.elderly-allowance' }.outcome", equalTo("ELIGIBLE"))
                .body("find { it.policy == 'x.elderly-allowance' }.amountFen", equalTo(15_000))
                .body("find { it.policy == 'x.elderly-allowance' }.sentenceZh", equalTo("符合条件：每月150.00元。"))
                .body(
                        "find { it.policy == 'x.elderly-allowance' }.sentenceEn",
                        equalTo("Entitled to 150.00 yuan a month."))
                .body(
                        "find { it.policy == 'x.elderly-allowance' }.criteria.find { it.id == 'age' }.observed",
                        equalTo("70"))
                .body(
                        "find { it.policy == 'x.elderly-allowance' }.criteria.find { it.id == 'age' }.required",
                        equalTo(">= 65"))
                .body("find { it.policy == 'x.elderly-allowance' }.criteria.id", hasItems("hukou", "age", "alive"))
                .body(
                        "find { it.policy == 'x.elderly-allowance' }.criteria.result",
                        equalTo(java.util.List.of("TRUE", "TRUE", "TRUE")));
    }

    @Test
    void saysFromWhenOnSomebodyIsEntitled() {
        var turns65 = LocalDate.now(ZoneId.of("Asia/Shanghai")).plusDays(40);
        var young = FreshNumbers.citizen(turns65.minusYears(65));
        send(POLICE, "population", """
                {"citizen_number":"%s","name":"王芳","sex":"female","birth":"%s","hukou":"x"}""".formatted(young, turns65.minusYears(65))).statusCode(200);

        as("officer")
                .get("/v1/subjects/" + Hub.subject(young) + "/decisions")
                .then()
                .statusCode(200)
                .body("find { it.policy == 'x.elderly-allowance' }.outcome", equalTo("NOT_ELIGIBLE"))
                .body("find { it.policy == 'x.elderly-allowance' }.eligibleOn", equalTo(turns65.toString()))
                .body("find { it.policy == 'x.elderly-allowance' }.smallestChanges[0]", hasItems("age"))
                .body(
                        "find { it.policy == 'x.elderly-allowance' }.criteria.find { it.id == 'age' }.distance",
                        equalTo(1))
                .body(
                        "find { it.policy == 'x.elderly-allowance' }.sentenceZh",
                        equalTo("不符合条件：年满65周岁。其他情况不变，自" + turns65 + "起符合。"));
    }

    @Test
    void knowsNoRunOfAnUnknownPolicy() {
        as("officer").post("/v1/policies/x.none/runs").then().statusCode(404).body("code", equalTo("policy-not-found"));
        as("officer").get("/v1/runs/" + UUID.randomUUID()).then().statusCode(404);
        as("officer")
                .get("/v1/entitlements?policy=" + POLICY + "&after=MTphYmM")
                .then()
                .statusCode(400);
        as("app").post("/v1/policies/" + POLICY + "/runs").then().statusCode(403);
    }

    @Test
    void changesNothingWhenEverybodyIsMatchedAgain() {
        var id = aPersonOfSeventy();
        entitled(id, "GRANTED", 15_000);
        var changedAt = entitlement(id).getString("changedAt");

        run();
        run();

        assertThat(entitlement(id).getString("changedAt")).isEqualTo(changedAt);
        assertThat(Topics.about("huitong.entitlements", id, POLICY, 1)).hasSize(1);
    }

    private void run() {
        String run = as("officer")
                .post("/v1/policies/" + POLICY + "/runs")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        Awaitility.await()
                .atMost(Hub.DEADLINE)
                .untilAsserted(() -> as("officer")
                        .get("/v1/runs/" + run)
                        .then()
                        .statusCode(200)
                        .body("state", equalTo("COMPLETED"))
                        .body("percent", equalTo(100)));
    }

    private String aPersonOfSeventy() {
        send(POLICE, "population", """
                {"citizen_number":"%s","name":"王芳","sex":"female","birth":"%s","hukou":"x"}""".formatted(number, birth)).statusCode(200);
        return Hub.subject(number);
    }

    private static void entitled(String id, String state, Integer fen) {
        Awaitility.await()
                .atMost(Hub.DEADLINE)
                .ignoreException(IllegalStateException.class)
                .untilAsserted(() -> {
                    assertThat(entitlement(id).getString("state")).isEqualTo(state);
                    assertThat(entitlement(id).getInteger("amountFen")).isEqualTo(fen);
                });
    }

    /** What the subject has of the policy; empty while it has nothing. */
    private static JsonObject entitlement(String id) {
        var all = as("officer")
                .get("/v1/subjects/" + id + "/entitlements")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        return new io.vertx.core.json.JsonArray(all)
                .stream()
                        .map(JsonObject.class::cast)
                        .filter(each -> each.getString("policy").equals(POLICY))
                        .findFirst()
                        .orElseGet(JsonObject::new);
    }

    private static void isCloudEvent(ConsumerRecord<String, String> event, String key) {
        assertThat(event.key()).isEqualTo(key);
        assertThat(header(event, "ce_specversion")).isEqualTo("1.0");
        assertThat(header(event, "ce_subject")).isEqualTo(key);
        assertThat(header(event, "ce_source")).isEqualTo("/huitong");
        assertThat(header(event, "content-type")).isEqualTo("application/json");
        assertThat(UUID.fromString(header(event, "ce_id")).version()).isEqualTo(7);
        assertThat(Instant.parse(header(event, "ce_time")))
                .isBeforeOrEqualTo(Instant.now().plusSeconds(60));
    }

    private static String header(ConsumerRecord<String, String> event, String name) {
        return new String(event.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
