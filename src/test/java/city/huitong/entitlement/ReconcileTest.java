package city.huitong.entitlement;

import static city.huitong.hub.Hub.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import city.huitong.entitlement.TestPolicy.Somebody;
import city.huitong.hub.Hub;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A reconciliation finds what somebody has done to entitlements behind the hub's back, all of it and nothing else. */
@QuarkusTest
class ReconcileTest {

    private final TestPolicy policy = TestPolicy.fresh();

    @Inject
    Pool pool;

    @BeforeEach
    void theCityIsThere() {
        Hub.untilStarted();
    }

    @Test
    void namesJustThoseWhoWereTamperedWith() {
        var people = granted(6);
        var stranger = TestPolicy.fresh().person("x");
        execute("delete from entitlement where policy_id = $1 and subject = $2", people.get(0));
        execute("update entitlement set amount_fen = 1 where policy_id = $1 and subject = $2", people.get(1));
        execute("update entitlement set state = 'WITHDRAWN' where policy_id = $1 and subject = $2", people.get(2));
        execute("update entitlement set version = '2019-01-01' where policy_id = $1 and subject = $2", people.get(3));
        execute("update entitlement set state = 'NOTIFIED' where policy_id = $1 and subject = $2", people.get(4));
        pool.preparedQuery("""
                        insert into entitlement (policy_id, subject, shard, kind, state, version, amount_fen, period, as_of, changed_at)
                        select policy_id, $2, $3, kind, state, version, amount_fen, period, as_of, changed_at
                        from entitlement where policy_id = $1 and state = 'GRANTED' and amount_fen > 1 limit 1""")
                .execute(Tuple.of(
                        policy.id(),
                        UUID.fromString(stranger.id()),
                        Short.parseShort(stranger.id().substring(0, 2), 16)))
                .await()
                .atMost(Hub.DEADLINE);

        var id = start();
        var found = completed(id);

        assertThat(found.getBoolean("agrees")).isFalse();
        assertThat(found.<Map<String, Integer>>get("policies[0]"))
                .containsEntry("missing", 2)
                .containsEntry("superfluous", 1)
                .containsEntry("amount", 1)
                .containsEntry("version", 1)
                .containsEntry("state", 1)
                .containsEntry("inFlight", 0);
        assertThat(found.getInt("policies[0].compared") - found.getInt("policies[0].agreeing"))
                .isEqualTo(6);
        assertThat(differences(id))
                .isEqualTo(Map.of(
                        people.get(0).id(), "MISSING",
                        people.get(1).id(), "AMOUNT",
                        people.get(2).id(), "MISSING",
                        people.get(3).id(), "VERSION",
                        people.get(4).id(), "STATE",
                        stranger.id(), "SUPERFLUOUS"));
    }

    @Test
    void writesNothingAndAgreesOnceTheyAreMatchedAgain() {
        var people = granted(2);
        execute("update entitlement set amount_fen = 1 where policy_id = $1 and subject = $2", people.getFirst());

        var before = completed(start());

        assertThat(before.getBoolean("agrees")).isFalse();
        assertThat(policy.of(people.getFirst()).getLong("entitlement.amountFen"))
                .isEqualTo(1);
        matchedAgain();
        assertThat(completed(start()).getBoolean("agrees")).isTrue();
        assertThat(policy.of(people.getFirst()).getLong("entitlement.amountFen"))
                .isEqualTo(10_000);
    }

    /** What ledgers and budgets keep out, and what somebody has declined or an authority has suspended, is as it should be. */
    @Test
    void contradictsNothingThatHasAnotherReason() {
        var people = policy.people(4);
        policy.publish(
                "confirm",
                100,
                "once: {ledger: r-%s, per: [person.hukou], within: ever, max: 2}".formatted(UUID.randomUUID()));
        policy.stand(people, Map.of("NOTIFIED", 4L));
        people.get(0)
                .asks()
                .post("/v1/me/entitlements/" + policy.id() + "/decline")
                .then()
                .statusCode(200);
        people.subList(1, 4)
                .forEach(who -> who.asks()
                        .post("/v1/me/entitlements/" + policy.id() + "/confirm")
                        .then()
                        .statusCode(200));
        policy.stand(people, Map.of("DECLINED", 1L, "GRANTED", 2L, "EXCLUDED", 1L));

        var found = completed(start());

        assertThat(found.getBoolean("agrees")).as(found.prettify()).isTrue();
        assertThat(found.getInt("policies[0].compared")).isGreaterThanOrEqualTo(4);
    }

    @Test
    void blamesNobodyForAChangeThatIsOnItsWay() {
        var people = granted(2);
        execute("update entitlement set amount_fen = 1 where policy_id = $1 and subject = $2", people.getFirst());
        pool.preparedQuery("update facts.person set _changed_at = now() + interval '1 hour' where _subject = $1")
                .execute(Tuple.of(UUID.fromString(people.getFirst().id())))
                .await()
                .atMost(Hub.DEADLINE);

        var id = start();
        var found = completed(id);

        assertThat(found.getInt("policies[0].inFlight")).isEqualTo(1);
        assertThat(found.getInt("policies[0].amount")).isZero();
        assertThat(differences(id)).isEmpty();
    }

    @Test
    void startsOnceForOneKeyAndRefusesAnotherPolicyUnderIt() {
        granted(1);
        var other = policy.another();
        other.publish("direct", 100, "");
        var key = UUID.randomUUID().toString();

        var first = start(policy, key);
        var second = start(policy, key);

        assertThat(second).isEqualTo(first);
        as("officer")
                .header("Idempotency-Key", key)
                .post("/v1/matching/reconcile?policy=" + other.id())
                .then()
                .statusCode(422)
                .body("code", equalTo("reconciliation-key-reused"));
        as("officer")
                .header("Idempotency-Key", "a b")
                .post("/v1/matching/reconcile")
                .then()
                .statusCode(400)
                .body("code", equalTo("reconciliation-key-invalid"));
        as("officer").get("/v1/matching/reconciliations").then().statusCode(200).body("items.id", hasItem(first));
        completed(first);
        as("officer")
                .post("/v1/matching/reconciliations/" + first + "/cancel")
                .then()
                .statusCode(409)
                .body("code", equalTo("reconciliation-already-ended"));
    }

    @Test
    void isForOfficersAndForPoliciesThatThereAre() {
        as("app").post("/v1/matching/reconcile").then().statusCode(403);
        as("officer")
                .post("/v1/matching/reconcile?policy=x.none")
                .then()
                .statusCode(404)
                .body("code", equalTo("policy-not-found"));
        as("officer")
                .get("/v1/matching/reconciliations/" + UUID.randomUUID())
                .then()
                .statusCode(404)
                .body("code", equalTo("reconciliation-not-found"));
        as("officer").get("/v1/matching/reconciliations/none").then().statusCode(404);
    }

    private List<Somebody> granted(int count) {
        var people = policy.people(count);
        policy.publish("direct", 100, "");
        policy.stand(people, Map.of("GRANTED", (long) count));
        return people;
    }

    private void execute(String sql, Somebody who) {
        pool.preparedQuery(sql)
                .execute(Tuple.of(policy.id(), UUID.fromString(who.id())))
                .await()
                .atMost(Hub.DEADLINE);
    }

    private String start() {
        return start(policy, UUID.randomUUID().toString());
    }

    private static String start(TestPolicy policy, String key) {
        return as("officer")
                .header("Idempotency-Key", key)
                .post("/v1/matching/reconcile?policy=" + policy.id())
                .then()
                .statusCode(202)
                .extract()
                .path("id");
    }

    private static JsonPath completed(String id) {
        Awaitility.await()
                .atMost(Hub.DEADLINE)
                .untilAsserted(() -> as("officer")
                        .get("/v1/matching/reconciliations/" + id)
                        .then()
                        .statusCode(200)
                        .body("state", equalTo("COMPLETED"))
                        .body("percent", equalTo(100)));
        return as("officer").get("/v1/matching/reconciliations/" + id).jsonPath();
    }

    private Map<String, String> differences(String id) {
        List<Map<String, String>> items = as("officer")
                .get("/v1/matching/reconciliations/" + id + "/differences?policy=" + policy.id())
                .then()
                .statusCode(200)
                .extract()
                .path("items");
        return items.stream().collect(Collectors.toMap(each -> each.get("subject"), each -> each.get("difference")));
    }

    private void matchedAgain() {
        String run = as("officer")
                .post("/v1/policies/" + policy.id() + "/runs")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        Awaitility.await()
                .atMost(Hub.DEADLINE)
                .untilAsserted(() -> as("officer").get("/v1/runs/" + run).then().body("state", equalTo("COMPLETED")));
    }
}
