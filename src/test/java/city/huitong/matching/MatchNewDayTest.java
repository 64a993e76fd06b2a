package city.huitong.matching;

import static city.huitong.hub.Hub.as;
import static city.huitong.hub.Hub.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import city.huitong.catalog.ShardRange;
import city.huitong.catalog.SubjectId;
import city.huitong.catalog.SubjectKind;
import city.huitong.embedded.demo.FreshNumbers;
import city.huitong.hub.Hub;
import city.huitong.platform.runtime.CityClock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the calendar alone changes. The clock stays; the database is put back into yesterday's state instead. */
@QuarkusTest
class MatchNewDayTest {

    @Inject
    MatchNewDay matchNewDay;

    @Inject
    Pool pool;

    @Inject
    CityClock clock;

    @Inject
    SubjectColumns columns;

    @BeforeEach
    void theCityIsThere() {
        Hub.untilStarted();
    }

    /** Nobody has changed of late, so only the columns can say whose birthday it is. */
    @Test
    void aBirthdayAloneMovesAnEntitlementAndNobodyElseIsLookedAt() {
        var turning = bornBefore(70, 0);
        var other = bornBefore(70, 100);
        amount(turning, 7_500);
        amount(other, 7_500);

        aNewDayBegins();

        elderlyAllowanceBecomes(turning, 15_000);
        elderlyAllowanceBecomes(other, 7_500);
    }

    /** The columns may not have heard of it. */
    @Test
    void whoHasChangedOfLateIsMatchedWithoutTheColumns() {
        var other = bornBefore(70, 100);
        amount(other, 7_500);
        execute("update facts.person set _changed_at = now() where _subject = $1", UUID.fromString(other));

        aNewDayBegins();

        elderlyAllowanceBecomes(other, 15_000);
    }

    @Test
    void aLawThatBeginsTodayIsForEverybody() {
        var today = clock.today();
        var person = bornBefore(70, 200);
        var policy = "test.border-" + UUID.randomUUID();
        publish(policy, "", """
                          - valid: {from: 2020-01-01, to: %s}
                            eligible: {all: [{id: age, when: "ageAt(person.birth, date('2020-01-01')) >= 60", text: {zh: 年, en: Age}}]}
                            benefit: {period: month, amount: "yuan(100)"}
                          - valid: {from: %s}
                            eligible: {all: [{id: age, when: "ageAt(person.birth, date('2020-01-01')) >= 60", text: {zh: 年, en: Age}}]}
                            benefit: {period: month, amount: "yuan(200)"}
                        """.formatted(today.minusDays(1), today), today);
        becomes(person, policy, 20_000);
        asYesterday(person, policy, 10_000);

        aNewDayBegins();

        becomes(person, policy, 20_000);
    }

    @Test
    void aFigureThatIsNewTodayIsForEverybody() {
        var today = clock.today();
        var person = bornBefore(70, 300);
        var policy = "test.figure-" + UUID.randomUUID();
        publish(
                policy,
                "params: {sum: {values: [{from: 2020-01-01, value: {yuan: 100}}, {from: %s, value: {yuan: 200}}]}}"
                        .formatted(today),
                """
                          - valid: {from: 2020-01-01}
                            eligible: {all: [{id: age, when: "ageAt(person.birth, date('2020-01-01')) >= 60", text: {zh: 年, en: Age}}]}
                            benefit: {period: month, amount: "params.sum"}
                        """,
                today);
        becomes(person, policy, 20_000);
        asYesterday(person, policy, 10_000);

        aNewDayBegins();

        becomes(person, policy, 20_000);
    }

    /** Cases for the day before and for today. */
    private static void publish(String policy, String params, String versions, LocalDate today) {
        Hub.publish("""
                        policy: %s
                        title: {zh: 试验, en: Test}
                        subject: person
                        authority: civil-affairs
                        automation: direct
                        %s
                        versions:
                        %s
                        cases:
                          - {name: old before, asOf: %s, facts: {person: {birth: 1950-01-01}}, expect: {outcome: ELIGIBLE, amount: 100}}
                          - {name: young before, asOf: %s, facts: {person: {birth: 2000-01-01}}, expect: {outcome: NOT_ELIGIBLE}}
                          - {name: unknown before, asOf: %s, facts: {person: {}}, expect: {outcome: UNDETERMINED}}
                          - {name: old, asOf: %s, facts: {person: {birth: 1950-01-01}}, expect: {outcome: ELIGIBLE, amount: 200}}
                          - {name: young, asOf: %s, facts: {person: {birth: 2000-01-01}}, expect: {outcome: NOT_ELIGIBLE}}
                          - {name: unknown, asOf: %s, facts: {person: {}}, expect: {outcome: UNDETERMINED}}
                        """.formatted(
                        policy,
                        params,
                        versions.stripTrailing(),
                        today.minusDays(1),
                        today.minusDays(1),
                        today.minusDays(1),
                        today,
                        today,
                        today));
    }

    /** Somebody of so many years and days, whose entitlement is granted, who is in the columns and has not changed of late. */
    private String bornBefore(int years, int days) {
        var birth = clock.today().minusYears(years).minusDays(days);
        var number = FreshNumbers.citizen(birth);
        send(Hub.POLICE, "population", """
                {"citizen_number":"%s","name":"王芳","sex":"female","birth":"%s","hukou":"x"}""".formatted(number, birth)).statusCode(200);
        var person = Hub.subject(number);
        elderlyAllowanceBecomes(person, 15_000);
        var id = new SubjectId(UUID.fromString(person));
        Awaitility.await()
                .atMost(Hub.DEADLINE)
                .until(() -> columns.current(SubjectKind.PERSON, ShardRange.ALL).stream()
                        .flatMap(List::stream)
                        .anyMatch(part -> part.segment().row(id) >= 0
                                && part.rows().contains(part.segment().row(id))));
        execute("update facts.person set _changed_at = now() - interval '1 day' where _subject = $1", id.value());
        return person;
    }

    private void amount(String person, int fen) {
        execute(
                "update entitlement set amount_fen = " + fen
                        + " where policy_id = 'x.elderly-allowance' and subject = $1",
                UUID.fromString(person));
    }

    private void asYesterday(String person, String policy, int fen) {
        execute(
                "update entitlement set amount_fen = " + fen + ", version = '2020-01-01' where policy_id = '" + policy
                        + "' and subject = $1",
                UUID.fromString(person));
    }

    @Test
    void aRecordLeavesTheWindowWithoutARecordComingIn() {
        var code = FreshNumbers.enterprise();
        send("department-tax", "tax-violations", """
                {"uscc":"%s","decided_on":"%s","kind":"evasion","penalty":1000}""".formatted(
                                code, clock.today().minusMonths(36)))
                .statusCode(200);
        var enterprise = enterprise(code);
        execute("update facts.enterprise set \"evasionPenalties\" = 1 where _subject = $1", enterprise);

        aNewDayBegins();

        assertThat(execute("select \"evasionPenalties\" as n from facts.enterprise where _subject = $1", enterprise))
                .isEqualTo(0);
    }

    /** Yesterday was the last day that was matched. */
    private void aNewDayBegins() {
        execute("update matching_day set day = $1", clock.today().minusDays(1));
        matchNewDay.matchUntil(clock.today()).await().atMost(Hub.DEADLINE);
    }

    private static void elderlyAllowanceBecomes(String person, int fen) {
        becomes(person, "x.elderly-allowance", fen);
    }

    private static void becomes(String person, String policy, int fen) {
        Awaitility.await()
                .atMost(Hub.DEADLINE)
                .untilAsserted(() -> as("officer")
                        .get("/v1/subjects/" + person + "/entitlements")
                        .then()
                        .statusCode(200)
                        .body("find { it.policy == '" + policy + "' }.amountFen", equalTo(fen)));
    }

    private static UUID enterprise(String code) {
        return UUID.fromString(as("officer")
                .contentType(ContentType.JSON)
                .body("{\"kind\":\"enterprise\",\"number\":\"" + code + "\"}")
                .post("/v1/subjects/lookup")
                .then()
                .statusCode(200)
                .extract()
                .path("id"));
    }

    /** The first column of the first row, where there is one. */
    private Object execute(String sql, Object parameter) {
        var rows = pool.preparedQuery(sql)
                .execute(Tuple.of(parameter))
                .await()
                .atMost(Hub.DEADLINE)
                .iterator();
        return rows.hasNext() ? rows.next().getInteger(0) : null;
    }
}
