package city.huitong.entitlement;

import static city.huitong.hub.Hub.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import city.huitong.entitlement.TestPolicy.Somebody;
import city.huitong.hub.Hub;
import city.huitong.policy.CurrentPolicies;
import city.huitong.policy.PolicyId;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What policies say beside their criteria is kept: how often, beside what, out of how much money, and what is decided anew. */
@QuarkusTest
class TermsKeptTest {

    private static final String SO_MANY_A_PLACE = "once: {ledger: %s, per: [person.hukou], within: ever, max: %d}";

    private final TestPolicy policy = TestPolicy.fresh();

    @Inject
    SettleBudgets settleBudgets;

    @Inject
    CurrentPolicies policies;

    @Inject
    DataSource database;

    @BeforeEach
    void theCityIsThere() {
        Hub.untilStarted();
    }

    @Test
    void grantsNoMoreUnderAKeyThanTheLedgerAllows() {
        var people = Stream.of("x", "x", "x", "other").map(policy::person).toList();

        policy.publish(
                "direct", 100, SO_MANY_A_PLACE.formatted("l-" + policy.id().hashCode(), 2));

        policy.stand(people, Map.of("EXCLUDED", 1L, "GRANTED", 3L));
        policy.stands(people.getLast(), "GRANTED");
        var loser = people.stream()
                .filter(who -> policy.state(who).equals("EXCLUDED"))
                .findFirst()
                .orElseThrow();
        assertThat(policy.of(loser).getString("entitlement.excludedBy.kind")).isEqualTo("ledger");
    }

    @Test
    void countsTheGrantsOfAnotherPolicyInTheSameLedger() {
        var who = policy.person("x");
        var terms = "once: {ledger: shared-%d, per: subject, within: ever}"
                .formatted(policy.id().hashCode() & 0xffff);
        policy.publish("direct", 100, terms);
        policy.stands(who, "GRANTED");
        var second = policy.another();

        second.publish("direct", 500, terms);

        second.stands(who, "EXCLUDED");
        policy.stands(who, "GRANTED");
    }

    /** Eight people of one place confirm at the same moment; three may have it. */
    @Test
    void givesTheLastPlacesOfALedgerToThoseWhoComeFirst() throws Exception {
        var people = Stream.generate(() -> policy.person("x")).limit(8).toList();
        policy.publish(
                "confirm", 100, SO_MANY_A_PLACE.formatted("race-" + policy.id().hashCode(), 3));
        policy.stand(people, Map.of("NOTIFIED", 8L));

        var answers = atOnce(
                people,
                who -> who.asks()
                        .post("/v1/me/entitlements/" + policy.id() + "/confirm")
                        .then()
                        .statusCode(200)
                        .extract()
                        .<String>path("state"));

        assertThat(answers)
                .containsOnly("GRANTED", "EXCLUDED")
                .filteredOn("GRANTED"::equals)
                .hasSize(3);
        assertThat(policy.states(people)).isEqualTo(Map.of("GRANTED", 3L, "EXCLUDED", 5L));
    }

    @Test
    void givesTheBestOfAGroupAndTheNextOneWhenItEnds() {
        var who = policy.person("x");
        var better = policy.another();
        var group =
                "exclusive: {group: g%d, choose: best}".formatted(policy.id().hashCode() & 0xffffff);
        policy.publish("direct", 100, group);
        policy.stands(who, "GRANTED");

        better.publish("direct", 200, group);

        better.stands(who, "GRANTED");
        var lesser = policy.stands(who, "EXCLUDED");
        assertThat(lesser.getString("entitlement.excludedBy.name")).isEqualTo(better.id());
        assertThat(lesser.getList("moves.move")).containsExactly("GRANTED", "WITHDRAWN", "EXCLUDED");

        new TestPolicy(better.id(), LocalDate.of(1801, 1, 1)).publish("direct", 200, group);
        better.stands(who, "WITHDRAWN");
        policy.stands(who, "GRANTED");
    }

    @Test
    void offersTheNextOfAGroupToWhoDeclines() {
        var who = policy.person("x");
        var better = policy.another();
        var group =
                "exclusive: {group: g%d, choose: best}".formatted(policy.id().hashCode() & 0xffffff);
        policy.publish("direct", 100, group);
        better.publish("confirm", 200, group);
        better.stands(who, "NOTIFIED");
        policy.stands(who, "EXCLUDED");

        who.asks()
                .post("/v1/me/entitlements/" + better.id() + "/decline")
                .then()
                .statusCode(200);
        run(policy);

        policy.stands(who, "GRANTED");
        better.stands(who, "DECLINED");
    }

    @Test
    void givesTheNextOfAGroupToWhoHasUsedTheBestOneUp() {
        var ledger = "once: {ledger: u%d, per: subject, within: ever}"
                .formatted(policy.id().hashCode() & 0xffffff);
        var used = policy.another();
        var who = policy.person("x");
        used.publish("direct", 1, ledger);
        used.stands(who, "GRANTED");
        var group =
                "exclusive: {group: h%d, choose: best}".formatted(policy.id().hashCode() & 0xffffff);
        var better = policy.another();
        policy.publish("direct", 100, group);

        better.publish("direct", 200, group + "\n" + ledger);

        better.stands(who, "EXCLUDED");
        policy.stands(who, "GRANTED");
    }

    @Test
    void stopsBeforeTheMoneyEndsInTheDeclaredOrderAndGoesOnWhenMoneyReturns() {
        var people = Stream.of("x", "x", "other", "other").map(policy::person).toList();
        var later = people.subList(0, 2);
        var first = people.subList(2, 4);

        policy.publish("direct", 100, """
                budget: {yuan: 200, per: year, mode: cap, priority: ["person.hukou == 'other' ? 0 : 1"]}""");

        policy.stand(first, Map.of("GRANTED", 2L));
        policy.stand(later, Map.of("EXCLUDED", 2L));
        var waiting = policy.of(later.getFirst());
        assertThat(waiting.getString("entitlement.excludedBy.kind")).isEqualTo("budget");
        assertThat(waiting.getLong("entitlement.amountFen")).isEqualTo(10_000);

        first.getFirst().dies();

        policy.stands(first.getFirst(), "WITHDRAWN");
        policy.stand(later, Map.of("GRANTED", 1L, "EXCLUDED", 1L));
    }

    @Test
    void keepsWhatWasPaidOutOfTheBudgetWhenAGrantEnds() {
        var people = Stream.of("x", "x").map(policy::person).toList();
        policy.publish("direct", 100, "budget: {yuan: 100, per: year, mode: cap}");
        policy.stand(people, Map.of("GRANTED", 1L, "EXCLUDED", 1L));
        var granted = people.stream()
                .filter(who -> policy.state(who).equals("GRANTED"))
                .findFirst()
                .orElseThrow();
        pay(policy, granted, 10_000);

        granted.dies();

        policy.stands(granted, "WITHDRAWN");
        settle();
        assertThat(policy.states(people)).isEqualTo(Map.of("EXCLUDED", 1L, "WITHDRAWN", 1L));
    }

    /** Twelve people confirm at once while money is given out at once; there is money for five. */
    @Test
    void neverPromisesMoreThanThereIs() throws Exception {
        var people = policy.people(12);
        policy.publish("confirm", 100, "budget: {yuan: 599, per: year, mode: cap}");
        policy.stand(people, Map.of("NOTIFIED", 12L));

        atOnce(people, who -> {
            who.asks()
                    .post("/v1/me/entitlements/" + policy.id() + "/confirm")
                    .then()
                    .statusCode(200);
            settle();
            return who;
        });

        policy.stand(people, Map.of("GRANTED", 5L, "EXCLUDED", 7L));
        settle();
        assertThat(policy.states(people)).isEqualTo(Map.of("GRANTED", 5L, "EXCLUDED", 7L));
    }

    @Test
    void sharesMoneyThatDoesNotDoForAll() {
        var people = policy.people(3);

        policy.publish("direct", 100, "budget: {yuan: 100, per: year, mode: proportional}");

        policy.stand(people, Map.of("GRANTED", 3L));
        assertThat(people)
                .allSatisfy(who -> Awaitility.await()
                        .atMost(Hub.DEADLINE)
                        .untilAsserted(() -> assertThat(policy.of(who).getLong("entitlement.amountFen"))
                                .isEqualTo(3_333)));
        run(policy);
        assertThat(policy.of(people.getFirst()).getLong("entitlement.amountFen"))
                .isEqualTo(3_333);
    }

    /** As in the city's policy 6: what was paid is raised by a fifth, for periods that were paid already, too. */
    @Test
    void topsUpAndAsksBackWhatComesOutOtherwiseLater() {
        var who = policy.person("x");
        policy.publish("direct", 1_000, "recompute: {topUp: true, clawBack: true}");
        policy.stands(who, "GRANTED");
        pay(policy, who, 100_000);

        policy.publish("direct", 1_200, "recompute: {topUp: true, clawBack: true}");
        waitForPayments(who, List.of(100_000, 20_000));
        recompute().body("items", hasSize(0));
        policy.publish("direct", 900, "recompute: {topUp: true, clawBack: true}");
        waitForPayments(who, List.of(100_000, 20_000, -30_000));

        recomputations(2)
                .body("items[0].publication", equalTo(3))
                .body("items[0].since", equalTo("2020-01-01"))
                .body("items[0].subjects", equalTo(1))
                .body("items[0].clawedBackFen", equalTo(30_000))
                .body("items[1].toppedUpFen", equalTo(20_000))
                .body("items[1].corrections", equalTo(1));
    }

    /** A corrected record is no new law: an officer says when what was paid is decided by it. */
    @Test
    void asksBackWhatARecordTakesAwayWhenAnOfficerWants() {
        var who = policy.person("x");
        policy.publish("direct", 1_000, "recompute: {topUp: true, clawBack: true}");
        policy.stands(who, "GRANTED");
        pay(policy, who, 100_000);

        who.dies();
        policy.stands(who, "WITHDRAWN");

        recompute().body("items[0].payment.kind", equalTo("CLAWED_BACK"));
        assertThat(policy.of(who).getList("payments.amountFen")).containsExactly(100_000, -100_000);
    }

    /** Who is paid out of the purses of two years waits for the earlier one before touching the later one. */
    @Test
    void locksPursesInTheOrderOfTimeWhoeverComesFirst() throws Exception {
        var terms = "budget: {yuan: 9000, per: year, mode: cap}\nrecompute: {topUp: true}";
        var people = policy.people(2).stream()
                .sorted(java.util.Comparator.comparing(Somebody::id))
                .toList();
        policy.publish("direct", 100, terms);
        policy.stand(people, Map.of("GRANTED", 2L));
        paid(people.getFirst(), LocalDate.of(2026, 3, 1));
        paid(people.getLast(), LocalDate.of(2025, 3, 1));

        try (var threads = Executors.newSingleThreadExecutor();
                var earlier = database.getConnection()) {
            earlier.setAutoCommit(false);
            mustLock(earlier, "2025");
            var answer = threads.submit(this::recompute);
            try (var later = database.getConnection()) {
                Awaitility.await().atMost(Hub.DEADLINE).until(() -> somebodyWaitsForAPurse(later));
                later.setAutoCommit(false);

                mustLock(later, "2026");

                later.rollback();
            } finally {
                earlier.rollback();
            }
            answer.get().body("items", hasSize(2));
        }
    }

    private void paid(Somebody who, LocalDate day) throws SQLException {
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement("""
                        insert into entitlement_payment (policy_id, subject, period_from, n, kind, version, amount_fen, as_of,
                          actor, role, at)
                        values (?, ?::uuid, ?, 0, 'DISBURSED', ?, 9000, ?, 'test', 'department', now())""")) {
            insert.setString(1, policy.id());
            insert.setString(2, who.id());
            insert.setObject(3, day);
            insert.setObject(4, LocalDate.of(2020, 1, 1));
            insert.setObject(5, day);
            insert.executeUpdate();
        }
    }

    /** Fails where somebody else has it. */
    private void mustLock(Connection connection, String year) throws SQLException {
        try (var patience = connection.prepareStatement("set local lock_timeout = '2s'");
                var open = connection.prepareStatement(
                        "insert into policy_budget (policy_id, stretch) values (?, ?) on conflict do nothing");
                var lock = connection.prepareStatement(
                        "select from policy_budget where policy_id = ? and stretch = ? for update")) {
            patience.execute();
            for (var statement : List.of(open, lock)) {
                statement.setString(1, policy.id());
                statement.setString(2, year);
                statement.execute();
            }
        }
    }

    private static boolean somebodyWaitsForAPurse(Connection connection) throws SQLException {
        try (var found = connection.createStatement().executeQuery("""
                        select exists (select from pg_stat_activity
                          where wait_event_type = 'Lock' and query like '%policy_budget%')""")) {
            found.next();
            return found.getBoolean(1);
        }
    }

    private void waitForPayments(Somebody who, List<Integer> fen) {
        Awaitility.await()
                .atMost(Hub.DEADLINE)
                .untilAsserted(() ->
                        assertThat(policy.of(who).getList("payments.amountFen")).isEqualTo(fen));
    }

    private io.restassured.response.ValidatableResponse recomputations(int ended) {
        Awaitility.await()
                .atMost(Hub.DEADLINE)
                .untilAsserted(() -> list().body("items.findAll { it.endedAt != null }", hasSize(ended)));
        return list().body("items", hasSize(ended));
    }

    private io.restassured.response.ValidatableResponse list() {
        return as("officer")
                .get("/v1/policies/" + policy.id() + "/recomputations")
                .then()
                .statusCode(200);
    }

    @Test
    void asksNothingBackUnlessThePolicySaysSo() {
        var who = policy.person("x");
        policy.publish("direct", 1_000, "recompute: {topUp: true}");
        policy.stands(who, "GRANTED");
        pay(policy, who, 100_000);

        policy.publish("direct", 900, "recompute: {topUp: true}");

        recomputations(1).body("items[0].corrections", equalTo(0));
        recompute().body("items", hasSize(0));
        as("department-civil-affairs")
                .post("/v1/policies/" + policy.id() + "/recompute")
                .then()
                .statusCode(403);
    }

    private io.restassured.response.ValidatableResponse recompute() {
        return as("officer")
                .post("/v1/policies/" + policy.id() + "/recompute")
                .then()
                .statusCode(200);
    }

    private void settle() {
        settleBudgets
                .settleNow(policies.require(new PolicyId(policy.id())))
                .await()
                .atMost(Hub.DEADLINE);
    }

    private static void pay(TestPolicy policy, Somebody who, int fen) {
        policy.act(
                        as("department-civil-affairs"),
                        "/v1/subjects/" + who.id() + "/entitlements/" + policy.id() + "/disbursements",
                        Map.of("day", LocalDate.now(ZoneId.of("Asia/Shanghai")).toString(), "amountFen", fen))
                .statusCode(204);
    }

    private static void run(TestPolicy policy) {
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

    private interface Work<R> {
        R of(Somebody who) throws Exception;
    }

    private static <R> List<R> atOnce(List<Somebody> people, Work<R> work) throws Exception {
        try (var threads = Executors.newFixedThreadPool(people.size())) {
            var calls =
                    people.stream().map(who -> (Callable<R>) () -> work.of(who)).toList();
            var answers = new java.util.ArrayList<R>();
            for (Future<R> answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}
