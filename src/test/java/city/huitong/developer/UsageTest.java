package city.huitong.developer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import city.huitong.hub.Hub;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What requests cost, what clients see of it, and the one table of limits. */
@QuarkusTest
class UsageTest {

    private static final String USAGE = "/v1/developer/clients/me/usage";
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final String LIST = "/v1/open/datasets/bus-stops/records";

    @Test
    void aListCostsByItsRowsAndAFileAFixedSum() {
        Hub.awaitCity();
        var developer = ADeveloper.register();
        assertThat(cost(developer.sends().get(LIST))).isEqualTo(1);
        assertThat(cost(developer.sends().get(LIST + "?limit=99"))).isEqualTo(1);
        assertThat(cost(developer.sends().get(LIST + "?limit=1000"))).isEqualTo(11);
        assertThat(cost(developer.sends().get("/v1/open/datasets/bus-stops/export?format=csv")))
                .isEqualTo(20);
        assertThat(cost(given().get(LIST + "?limit=200"))).isEqualTo(3);
    }

    @Test
    void aQueryPaysWhatItAsksForOnceThatIsKnown() {
        Hub.awaitCity();
        var developer = ADeveloper.register();
        var small = query(developer, "{ openData { datasets(first: 1) { totalCount } } }");
        var large = query(developer, "{ openData { datasets(first: 1000) { nodes { id titleZh titleEn licence } } } }");

        assertThat(cost(small))
                .isEqualTo(small.<Integer>path("extensions.cost.units"))
                .isEqualTo(1);
        assertThat(cost(large))
                .isEqualTo(large.<Integer>path("extensions.cost.units"))
                .isEqualTo(1 + large.<Integer>path("extensions.cost.estimated") / 500)
                .isGreaterThan(4);
    }

    @Test
    void whatWasUsedAddsUp() {
        Hub.awaitCity();
        var developer = ADeveloper.register();
        var answers = new ArrayList<Response>();
        for (var i = 0; i < 5; i++) {
            answers.add(developer.sends().get(LIST + "?limit=" + 100 * (i + 1)));
            answers.add(query(developer, "{ openData { datasets(first: 500) { nodes { id } } } }"));
        }
        answers.add(developer.sends().get("/v1/open/datasets/bus-stops/export?format=ndjson"));
        answers.add(developer.sends().get("/v1/open/datasets/nothing/records"));
        answers.add(developer.sends().get("/v1/entitlements"));
        var units = answers.stream().mapToInt(UsageTest::cost).sum();

        await().atMost(PATIENCE).untilAsserted(() -> {
            var point = hour(developer);
            // Those that ask for the usage are counted, too, each with one unit.
            var asking = point.get("requests") - answers.size();
            assertThat(asking).isNotNegative();
            assertThat(point)
                    .containsEntry("units", units + asking)
                    .containsEntry("rest", 7 + asking)
                    .containsEntry("graphql", 5)
                    .containsEntry("export", 1)
                    .containsEntry("clientErrors", 2)
                    .containsEntry("serverErrors", 0)
                    .containsEntry("limited", 0);
        });
        var today = LocalDate.now(ZoneId.of("Asia/Shanghai")).toString();
        var days = developer.sends().get(USAGE);
        days.then().statusCode(200).body("by", equalTo("day")).body("points.at", hasItem(today));
        assertThat(days.<List<Integer>>path("points.requests").stream()
                        .mapToInt(Integer::intValue)
                        .sum())
                .isGreaterThanOrEqualTo(answers.size());
        developer.sends().get("/v1/developer/clients/me").then().body("keys[0].lastUsed", equalTo(today));
        ADeveloper.register().sends().get(USAGE).then().body("points", hasSize(0));
    }

    /** The point of the last two hours, should one end meanwhile. */
    private static Map<String, Integer> hour(ADeveloper developer) {
        var answer = developer.sends().get(USAGE + "?by=hour");
        answer.then().statusCode(200);
        var points = answer.<List<Map<String, Object>>>path("points");
        assertThat(points).isNotEmpty();
        var before = Instant.now()
                .truncatedTo(ChronoUnit.HOURS)
                .minus(Duration.ofHours(1))
                .toString();
        var sum = new TreeMap<String, Integer>();
        points.stream()
                .filter(point -> point.get("at").toString().compareTo(before) >= 0)
                .forEach(point -> point.forEach((name, value) -> {
                    if (value instanceof Integer number) {
                        sum.merge(name, number, Integer::sum);
                    }
                }));
        return sum;
    }

    @ParameterizedTest
    @CsvSource({
        "by=minute, ?by",
        "from=yesterday, ?from",
        "to=2026-02-30, ?to",
        "from=2026-03-01&to=2026-02-01, ?from",
        "by=hour&from=2026-01-01&to=2026-03-01, ?from",
        "from=0001-01-01, ?from"
    })
    void namesWhatIsNoStretchOfTime(String query, String pointer) {
        ADeveloper.register()
                .sends()
                .get(USAGE + "?" + query)
                .then()
                .statusCode(400)
                .body("errors.pointer", hasItem(pointer));
    }

    @Test
    void oneTableHasAllLimits() {
        given().get("/v1/limits")
                .then()
                .statusCode(200)
                .body("tiers.tier", hasItems("anonymous", "trial", "production", "standard"))
                .body("tiers.find { it.tier == 'production' }.perDay", equalTo(2_000_000))
                .body("tiers.find { it.tier == 'production' }.burst", equalTo(1000))
                .body("anonymous", equalTo("anonymous"))
                .body("costs.export", equalTo(20))
                .body("others.graphql.depth", equalTo(20))
                .body("others.openData.filesAtOnce", equalTo(3))
                .body("others.openData.rowsOnAPage", equalTo(1000))
                .body("others.developers.keysAtOnce", equalTo(2))
                .body("roles.department", notNullValue())
                .body("others.developers.graceSeconds", greaterThan(0));
    }

    private static int cost(Response answer) {
        return Integer.parseInt(answer.header("Request-Cost"));
    }

    private static Response query(ADeveloper developer, String query) {
        return developer
                .sends()
                .contentType(ContentType.JSON)
                .body(Map.of("query", query))
                .post("/graphql");
    }
}
