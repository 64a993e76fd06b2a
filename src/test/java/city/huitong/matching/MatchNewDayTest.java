package city.huitong.matching;

import static city.huitong.hub.Hub.as;
import static city.huitong.hub.Hub.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import city.huitong.embedded.demo.FreshNumbers;
import city.huitong.hub.Hub;
import city.huitong.platform.runtime.CityClock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What the calendar alone changes. The clock stays; the database is put back into yesterday's state instead. */
@QuarkusTest
class MatchNewDayTest {

    private static final AtomicInteger DAYS = new AtomicInteger();

    @Inject
    MatchNewDay matchNewDay;

    @Inject
    Pool pool;

    @Inject
    CityClock clock;

    @Test
    void aBirthdayAloneMovesAnEntitlement() {
        var number = FreshNumbers.citizen(clock.today().minusYears(70));
        send(Hub.POLICE, "population", """
                {"citizen_number":"%s","name":"王芳","sex":"female","birth":"%s","hukou":"x"}""".formatted(number, clock.today().minusYears(70)))
                .statusCode(200);
        var person = Hub.subject(number);
        elderlyAllowanceBecomes(person, 15_000);
        execute(
                "update entitlement set amount_fen = 7500 where policy_id = 'x.elderly-allowance' and subject = $1",
                UUID.fromString(person));

        aNewDayBegins();

        elderlyAllowanceBecomes(person, 15_000);
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

    /** A day that was not matched before; its runs ask about the clock's day. */
    private void aNewDayBegins() {
        matchNewDay
                .matchUntil(clock.today().plusDays(DAYS.incrementAndGet()))
                .await()
                .atMost(Hub.DEADLINE);
    }

    private static void elderlyAllowanceBecomes(String person, int fen) {
        Awaitility.await()
                .atMost(Hub.DEADLINE)
                .untilAsserted(() -> as("officer")
                        .get("/v1/subjects/" + person + "/entitlements")
                        .then()
                        .statusCode(200)
                        .body("find { it.policy == 'x.elderly-allowance' }.amountFen", equalTo(fen)));
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
