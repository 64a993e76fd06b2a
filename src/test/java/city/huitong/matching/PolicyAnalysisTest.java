package city.huitong.matching;

import static city.huitong.hub.Hub.POLICE;
import static city.huitong.hub.Hub.as;
import static city.huitong.hub.Hub.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import city.huitong.embedded.demo.FreshNumbers;
import city.huitong.hub.Hub;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What officers ask about everybody: who, how many, what does it cost, what if. */
@QuarkusTest
class PolicyAnalysisTest {

    private static final String POLICY = "x.elderly-allowance";

    private final LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));

    @Test
    void countsWhatARunCounts() {
        people(12, 70);
        manyOfEachOutcome();
        var run = run();

        Awaitility.await().atMost(Hub.DEADLINE).untilAsserted(() -> {
            var picture = get("/readiness");
            assertThat(picture.<Object>get("eligible")).isEqualTo(run.get("eligible"));
            assertThat(picture.getLong("subjects")).isEqualTo(run.getLong("matched"));
        });
        var picture = get("/readiness");
        assertThat(picture.getLong("amountFen")).isGreaterThanOrEqualTo(12 * 15_000L);
        assertThat(picture.getList("facts.name")).contains("person.birth", "person.hukou", "person.deceased");
    }

    @Test
    void hearsOfChangesAndCountsWhoJustFails() {
        manyOfEachOutcome();
        var before = nearly("age");

        people(13, 64);

        Awaitility.await()
                .atMost(Hub.DEADLINE)
                .untilAsserted(() -> assertThat(nearly("age")).isGreaterThanOrEqualTo(before + 13));
    }

    @Test
    void saysWhoGainsAndLosesByAChange() {
        people(11, 64);
        people(14, 70);
        run();

        Awaitility.await().atMost(Hub.DEADLINE).untilAsserted(() -> {
            var younger = whatIf("60", "?groupBy=person.hukou");
            assertThat(younger.getLong("all.gain")).isGreaterThanOrEqualTo(11);
            assertThat(younger.getLong("all.lose")).isZero();
            assertThat(younger.getLong("all.costAfterFen")).isGreaterThan(younger.getLong("all.costBeforeFen"));
            assertThat(younger.getLong("groups.find { it.value == 'x' }.change.gain"))
                    .isGreaterThanOrEqualTo(11);
        });
        var older = whatIf("80", "");
        assertThat(older.getLong("all.lose")).isGreaterThanOrEqualTo(14);
        assertThat(older.getLong("all.gain")).isZero();
        as("officer").get("/v1/policies/" + POLICY).then().body("publication", equalTo(1));
    }

    @Test
    void namesTheFactsThatKeepDecisionsOpen() {
        people(12, 50);

        Awaitility.await()
                .atMost(Hub.DEADLINE)
                .untilAsserted(() -> as("officer")
                        .get("/v1/data-gaps")
                        .then()
                        .statusCode(200)
                        .body("fact", hasItem("household.income"))
                        .body("find { it.fact == 'household.income' }.department", equalTo("civil-affairs"))
                        .body("find { it.fact == 'household.income' }.policies", hasItem("x.minimum-living"))
                        .body("find { it.fact == 'household.income' }.cases", notNullValue()));
    }

    @Test
    void refusesWhatMakesNoSense() {
        refused(changed("60").replace(POLICY, "x.other"), "", 422, "other-policy");
        refused(changed("60"), "?groupBy=person.birth", 422, "no-groups");
        refused(changed("60"), "?groupBy=enterprise.size", 422, "no-groups");
        refused(changed("60"), "?groupBy=nonsense", 422, "no-groups");
        refused(changed("60"), "?asOf=yesterday", 400, "request-invalid");
        refused(changed("'sixty'"), "", 422, "policy-invalid");
        refused("", "", 400, "request-invalid");
        as("officer").get("/v1/policies/x.none/readiness").then().statusCode(404);
        as("officer")
                .get("/v1/policies/" + POLICY + "/readiness?asOf=2000-01-01")
                .then()
                .statusCode(409)
                .body("code", equalTo("not-in-force"));
        as("app").get("/v1/policies/" + POLICY + "/readiness").then().statusCode(403);
        as("app").get("/v1/data-gaps").then().statusCode(403);
    }

    private static void refused(String body, String query, int status, String code) {
        as("officer")
                .contentType("application/yaml")
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/v1/policies/" + POLICY + "/what-if" + query)
                .then()
                .statusCode(status)
                .body("code", equalTo(code));
    }

    private static JsonPath whatIf(String age, String query) {
        return as("officer")
                .contentType("application/yaml")
                .body(changed(age).getBytes(StandardCharsets.UTF_8))
                .post("/v1/policies/" + POLICY + "/what-if" + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** The allowance from another age, as large as it is: other tests leave people of any age in the hub. */
    private static String changed(String age) {
        return """
                policy: x.elderly-allowance
                title: {zh: 老年综合津贴, en: Elderly comprehensive allowance}
                subject: person
                authority: civil-affairs
                automation: direct
                versions:
                  - valid: {from: 2016-05-01}
                    eligible:
                      all:
                        - {id: hukou, when: "person.hukou == 'x'", text: {zh: 具有本市户籍, en: Registered in this city}}
                        - {id: age, when: "ageAt(person.birth, asOf) >= %s", text: {zh: 年龄, en: Old enough}}
                        - {id: alive, when: "!person.deceased", text: {zh: 在世, en: Alive}}
                    benefit:
                      period: month
                      bands: {on: "ageAt(person.birth, asOf)", rows: [[0, 75], [70, 150], [80, 180], [90, 350], [100, 600]]}
                """.formatted(age);
    }

    private static JsonPath get(String what) {
        return as("officer")
                .get("/v1/policies/" + POLICY + what)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** How many would be entitled but for this criterion; a number that is left out as none. */
    private static long nearly(String criterion) {
        var found = new long[1];
        Awaitility.await().atMost(Hub.DEADLINE).untilAsserted(() -> {
            Number count = get("/near-misses").get("find { it.criterion == '" + criterion + "' }.subjects");
            found[0] = count == null ? 0 : count.longValue();
        });
        return found[0];
    }

    /** So many that whoever few other tests have left here take no number with them. */
    private void manyOfEachOutcome() {
        people(40, 30, "other");
        send(
                        "department-education",
                        "enrolments",
                        IntStream.range(0, 12)
                                .mapToObj(_ -> """
                                {"citizen_number":"%s","enrolled_on":"2020-09-01","stage":"university","status":"enrolled"}""".formatted(FreshNumbers.citizen()))
                                .collect(Collectors.joining("\n")))
                .statusCode(200)
                .body("rejected", equalTo(0));
    }

    private void people(int howMany, int age) {
        people(howMany, age, "x");
    }

    private void people(int howMany, int age, String hukou) {
        var lines = IntStream.range(0, howMany)
                .mapToObj(_ -> today.minusYears(age))
                .map(birth -> """
                        {"citizen_number":"%s","name":"王芳","sex":"female","birth":"%s","hukou":"%s"}""".formatted(FreshNumbers.citizen(birth), birth, hukou))
                .collect(Collectors.joining("\n"));
        send(POLICE, "population", lines).statusCode(200);
    }

    private static JsonPath run() {
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
                        .body("state", equalTo("COMPLETED")));
        return as("officer").get("/v1/runs/" + run).jsonPath();
    }
}
