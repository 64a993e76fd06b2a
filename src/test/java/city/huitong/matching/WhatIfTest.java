package city.huitong.matching;

import static city.huitong.hub.Hub.POLICE;
import static city.huitong.hub.Hub.as;
import static city.huitong.hub.Hub.send;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import city.huitong.catalog.SubjectKind;
import city.huitong.embedded.demo.FreshNumbers;
import city.huitong.hub.Hub;
import city.huitong.hub.Tokens;
import city.huitong.platform.data.Moment;
import city.huitong.platform.data.UnitOfWork;
import city.huitong.platform.runtime.CityClock;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a changed policy would do: today and in the past, at its cliffs, and to whom. */
@QuarkusTest
class WhatIfTest {

    private static final AtomicInteger DAYS = new AtomicInteger();

    @Inject
    CityClock clock;

    @Inject
    PastColumns pastColumns;

    @Inject
    UnitOfWork unitOfWork;

    /** A day on which nobody else's people were born. */
    private final LocalDate born = LocalDate.of(1880, 1, 1).plusDays(DAYS.incrementAndGet());

    private final String policy = "test.what-if-" + UUID.randomUUID();

    @BeforeEach
    void thereIsALaw() {
        Hub.publish(law("person", 3_000, 500));
    }

    @Test
    void countsByTheRecordsAndTheLawOfThen() {
        var people = people(12, 1_000);
        var then = clock.now();
        people.forEach(number -> registered(number, "other"));
        Hub.publish(law("person", 3_000, 600));

        var past = whatIf(3_000, 700, "?knownAt=" + then);

        assertThat(past.getLong("all.before")).isEqualTo(12);
        assertThat(past.getLong("all.more")).isEqualTo(12);
        assertThat(past.getLong("all.costBeforeFen")).isEqualTo(12 * 50_000);
        assertThat(past.getLong("all.costAfterFen")).isEqualTo(12 * 70_000);
        assertThat(past.getString("knownAt")).isEqualTo(then.toString());
        var now = whatIf(3_000, 700, "?knownAt=" + clock.now());
        assertThat(now.getLong("all.before")).isZero();
    }

    @Test
    void refusesAPastThatTheHubDoesNotKnow() {
        refused(law("person", 3_000, 700), "?asOf=2020-06-30", 422, "nothing-known-then");
        refused(law("person", 3_000, 700), "?knownAt=" + clock.now().plusSeconds(90), 400, "request-invalid");
    }

    @Test
    void saysWhatOneYuanMoreLosesAndHowManyAreNear() {
        people(12, 2_900);
        people(11, 1_000);

        Awaitility.await()
                .atMost(Hub.DEADLINE)
                .untilAsserted(() -> assertThat(whatIf(2_000, 450, "")
                                .<Object>get("cliffsBefore.find { it.fact == 'person.wage' }.near"))
                        .isEqualTo(12));
        var answer = whatIf(2_000, 450, "");
        assertThat(answer.<Map<String, Object>>get("cliffsBefore.find { it.fact == 'person.wage' }"))
                .containsEntry("threshold", 300_001)
                .containsEntry("belowFen", 50_000)
                .containsEntry("aboveFen", 0)
                .containsEntry("lossFen", 50_000)
                .containsEntry("losesBy", "more")
                .containsEntry("fixed", true)
                .containsEntry("unit", "fen");
        var after = answer.<Map<String, Object>>get("cliffsAfter.find { it.fact == 'person.wage' }");
        assertThat(after).containsEntry("threshold", 200_001).containsEntry("lossFen", 45_000);
        assertThat(after.get("near")).isEqualTo(0);
    }

    @Test
    void explainsSomeOfThoseWhomItConcernsEachWithAnEntryOfItsOwn() throws IOException {
        var losers = people(12, 2_900);
        people(3, 3_500);
        Awaitility.await()
                .atMost(Hub.DEADLINE)
                .untilAsserted(() -> assertThat(whatIf(2_000, 500, "").<Object>get("all.lose"))
                        .isEqualTo(12));

        var samples = whatIf(2_000, 500, "?samples=2").<Map<String, Object>>getList("samples");

        assertThat(samples).hasSize(2).allSatisfy(sample -> assertThat(sample).containsEntry("change", "lose"));
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(Path.of("docs/schemas/huitong.decision.v1.schema.json")));
        for (var sample : samples) {
            var before = document(sample, "before");
            var after = document(sample, "after");
            assertThat(before.getString("outcome")).isEqualTo("ELIGIBLE");
            assertThat(after.getString("outcome")).isEqualTo("NOT_ELIGIBLE");
            assertThat(after.getJsonArray("decisive").encode()).isEqualTo("[\"wage\"]");
            assertThat(after.getBoolean("draft")).isTrue();
            assertThat(schema.validate(after.encode(), InputFormat.JSON)).isEmpty();
        }
        var seen = samples.getFirst().get("subject").toString();
        var herself = losers.stream()
                .filter(number -> Hub.subject(number).equals(seen))
                .findFirst()
                .orElseThrow();
        Tokens.with(Tokens.signed(
                        "citizen-" + UUID.randomUUID(), "citizen", claims -> claims.claim("official_number", herself)))
                .get("/v1/me/accesses")
                .then()
                .body("items.actor", hasItem("officer"))
                .body(
                        "items.find { it.actor == 'officer' && it.fields.contains('person.wage') }.purpose",
                        equalTo("policy-matching"));

        assertThat(whatIf(4_000, 500, "?samples=2").getList("samples"))
                .as("three gain: how few they are is not told, so they are not shown")
                .isEmpty();
    }

    @Test
    void refusesAPolicyOfAnotherKindWithTheLineAndASentence() {
        refused(law("enterprise", 3_000, 500), "", 422, "other-policy")
                .body("errors[0].pointer", equalTo("/subject"))
                .body("errors[0].line", equalTo(3))
                .body("errors[0].detail", containsString("person"));
        refused(law("person", 3_000, 500).replace("yuan(500)", "yuan(x)"), "", 422, "policy-invalid")
                .body("errors[0].line", equalTo(13));
        refused("policy: [", "", 400, "request-invalid").body("errors[0].detail", containsString("line"));
        refused(law("person", 3_000, 500), "?samples=11", 400, "request-invalid");
    }

    @Test
    void answersOneQuestionAboutThePastAtOnce() throws Exception {
        var entered = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var then = Moment.of(clock.today()).knownAt(clock.now());
        var first = unitOfWork
                .onRows(tx -> pastColumns.with(tx, SubjectKind.PERSON, Set.of("person.hukou"), then, parts -> {
                    entered.countDown();
                    return await(go) && !parts.isEmpty();
                }))
                .subscribeAsCompletionStage();
        assertThat(await(entered)).isTrue();

        ask(law("person", 3_000, 700), "?knownAt=" + then.knownAt().orElseThrow())
                .statusCode(503)
                .body("code", equalTo("overloaded"))
                .header("Retry-After", "60");
        go.countDown();
        assertThat(first.get()).isTrue();

        whatIf(3_000, 700, "?knownAt=" + then.knownAt().orElseThrow());
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonObject document(Map<String, Object> sample, String which) {
        return JsonObject.mapFrom(sample.get(which));
    }

    private ValidatableResponse refused(String body, String query, int status, String code) {
        return ask(body, query).statusCode(status).body("code", equalTo(code));
    }

    private JsonPath whatIf(int limit, int yuan, String query) {
        return ask(law("person", limit, yuan), query).statusCode(200).extract().jsonPath();
    }

    private ValidatableResponse ask(String body, String query) {
        return as("officer")
                .contentType("application/yaml")
                .body(body.getBytes(UTF_8))
                .post("/v1/policies/" + policy + "/what-if" + query)
                .then();
    }

    private String law(String kind, int limit, int yuan) {
        var born = kind.equals("person") ? "person.birth == date('" + this.born + "')" : "enterprise.size == 'small'";
        var wage = kind.equals("person") ? "person.wage <= yuan(" + limit + ")" : "enterprise.monthlySales <= yuan(1)";
        return """
                policy: %s
                title: {zh: 试验, en: Test}
                subject: %s
                authority: civil-affairs
                automation: direct
                versions:
                  - valid: {from: 2020-01-01}
                    eligible:
                      all:
                        - {id: born, when: "%s", text: {zh: 出生日, en: Born that day}}
                        - {id: wage, when: "%s", text: {zh: 工资, en: Wage}}
                        - {id: here, when: "%s", text: {zh: 本市, en: Here}}
                    benefit: {period: month, amount: "yuan(%d)"}
                """.formatted(
                                policy,
                                kind,
                                born,
                                wage,
                                kind.equals("person") ? "person.hukou == 'x'" : "enterprise.size == 'small'",
                                yuan)
                + (kind.equals("person") ? cases(limit, yuan) : "");
    }

    private String cases(int limit, int yuan) {
        return """
                cases:
                  - {name: all of it, asOf: 2026-11-23, facts: {person: {birth: %1$s, wage: 100, hukou: x}}, expect: {outcome: ELIGIBLE, amount: %3$d}}
                  - {name: born later, asOf: 2026-11-23, facts: {person: {birth: 2000-01-01, wage: %2$d, hukou: other}}, expect: {outcome: NOT_ELIGIBLE}}
                  - {name: earns more, asOf: 2026-11-23, facts: {person: {birth: %1$s, wage: 999999, hukou: x}}, expect: {outcome: NOT_ELIGIBLE}}
                  - {name: nothing known, asOf: 2026-11-23, facts: {person: {medicalInsured: true}}, expect: {outcome: UNDETERMINED}}
                """.formatted(born, limit, yuan);
    }

    private List<String> people(int howMany, int wage) {
        var numbers = IntStream.range(0, howMany)
                .mapToObj(_ -> FreshNumbers.citizen(born))
                .toList();
        numbers.forEach(number -> registered(number, "x"));
        send(
                        "department-human-resources",
                        "employments",
                        numbers.stream()
                                .map(number -> """
                                {"citizen_number":"%s","employer":"91110000600037341L","started_on":"2020-01-01","monthly_wage":%d,"status":"active"}""".formatted(number, wage))
                                .collect(Collectors.joining("\n")))
                .statusCode(200)
                .body("rejected", equalTo(0));
        return numbers;
    }

    private void registered(String number, String hukou) {
        send(POLICE, "population", """
                {"citizen_number":"%s","name":"王芳","sex":"female","birth":"%s","hukou":"%s"}""".formatted(number, born, hukou))
                .statusCode(200)
                .body("rejected", equalTo(0));
    }
}
