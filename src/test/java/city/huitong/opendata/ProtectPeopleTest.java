package city.huitong.opendata;

import static city.huitong.hub.Hub.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import city.huitong.hub.Hub;
import city.huitong.hub.People;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** A dataset about people, of whom nobody may be singled out. */
@QuarkusTest
class ProtectPeopleTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    Pool pool;

    private String id = "";

    /** A dataset of the test's own; its id. */
    static String register() {
        Hub.awaitCity();
        var id = "residents-"
                + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        var answer =
                as("operator").contentType(ContentType.JSON).body(document(id)).post("/v1/datasets");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        return id;
    }

    @Test
    void recordsAreToldOnlyWhileNobodyStandsOut() {
        id = register();
        store(IntStream.range(0, 40).mapToObj(i -> line(i, "d0" + i % 2, 1980)).toList());

        var records = ask("records", Map.of("limit", 1000));
        records.then().statusCode(200);
        assertThat(records.<List<Map<String, Object>>>path("items"))
                .hasSize(40)
                .allSatisfy(each -> assertThat(each).containsOnlyKeys("district", "decade", "income"));
        ask("export", Map.of()).then().statusCode(200);
        ask("changes", Map.of()).then().statusCode(403);
        ask("records/1", Map.of()).then().statusCode(403).body("code", equalTo("key-withheld"));
        var next = ask("records", Map.of("limit", 5)).<String>path("next");

        store(List.of(line(40, "d09", 1930), line(41, "d09", 1930)));

        ask("records", Map.of()).then().statusCode(403).body("code", equalTo("records-withheld"));
        ask("export", Map.of()).then().statusCode(403).body("code", equalTo("records-withheld"));
        ask("export/manifest", Map.of()).then().statusCode(403);
        ask("records", Map.of("limit", 5, "cursor", next)).then().statusCode(200);
        var groups = ask("groups", Map.of("group_by", "district", "aggregate", "count,avg(income)"));
        assertThat(groups.<List<String>>path("items.district")).containsExactly("d00", "d01");
        for (var refused : List.of("max(income)", "min(income)", "count_distinct(income)")) {
            ask("groups", Map.of("aggregate", refused))
                    .then()
                    .statusCode(400)
                    .body("errors[0].code", equalTo("function-refused"));
        }
        ask("groups", Map.of("asOf", "2100-01-01T00:00:00Z"))
                .then()
                .statusCode(400)
                .body("errors[0].code", equalTo("time-refused"));
        ask("groups", Map.of("where", "district == 'd09'"))
                .then()
                .statusCode(400)
                .body("errors[0].code", equalTo("condition-refused"));
        ask("records", Map.of("where", "decade + 1 == 1981")).then().statusCode(400);
        ask("groups", Map.of("group_by", "number")).then().statusCode(403).body("code", equalTo("field-withheld"));

        store(List.of(line(42, "d09", 1930)));

        ask("records", Map.of("where", "district == 'd09'", "count", "exact"))
                .then()
                .statusCode(200)
                .body("count", equalTo(3));
    }

    /** Rows of two datasets about the same people must not be joined by their rank. */
    @Test
    void theOrderTellsNothingOfAKeyThatIsWithheld() {
        id = register();
        var other = register();
        var lines = IntStream.range(0, 40).mapToObj(i -> line(i, "d00", 1980)).toList();
        store(lines);
        store(other, lines);

        var order = incomes(ask("records", Map.of("limit", 1000)));
        assertThat(order).hasSize(40).isNotEqualTo(byPseudonym(id));
        assertThat(incomes(RestAssured.get("/v1/open/datasets/" + other + "/records?limit=1000")))
                .hasSameElementsAs(order)
                .isNotEqualTo(order);
        assertThat(incomes(ask("records", Map.of("limit", 1000, "order_by", "district"))))
                .isEqualTo(order);
        var file = ask("export", Map.of("select", "income")).asString().lines().skip(1);
        assertThat(file.map(Float::parseFloat).toList()).isEqualTo(order);

        store(List.of(line(7, "d01", 1980), line(8, "d01", 1980), line(9, "d01", 1980)));

        var moved = ask("records", Map.of("limit", 1000)).<List<String>>path("items.district");
        for (var person : List.of(7, 8, 9)) {
            assertThat(moved.get(order.indexOf(person.floatValue()))).isEqualTo("d01");
        }
        assertThat(paged()).isEqualTo(order);
    }

    private List<Float> paged() {
        var all = new ArrayList<Float>();
        var page = ask("records", Map.of("limit", 7));
        all.addAll(incomes(page));
        while (page.path("next") != null) {
            page = ask("records", Map.of("limit", 7, "cursor", page.<String>path("next")));
            all.addAll(incomes(page));
        }
        return all;
    }

    private static List<Float> incomes(Response page) {
        return page.<List<Number>>path("items.income").stream()
                .map(Number::floatValue)
                .toList();
    }

    private List<Float> byPseudonym(String dataset) {
        var rows = pool.query("select income / 100 from records.\"%s\" order by number".formatted(dataset))
                .execute()
                .await()
                .atMost(PATIENCE);
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.getLong(0).floatValue())
                .toList();
    }

    /** What one publication adds would tell of those whom it adds. */
    @Test
    void groupsAreThoseOfTheMorning() {
        id = register();
        store(IntStream.range(0, 40).mapToObj(i -> line(i, "d00", 1980)).toList());
        ageByDays(2);

        store(IntStream.range(100, 200).mapToObj(i -> line(i, "d01", 1980)).toList());

        var groups = ask("groups", Map.of("group_by", "district"));
        assertThat(groups.<List<String>>path("items.district")).containsExactly("d00");
        assertThat(groups.<List<Integer>>path("items.count")).containsExactly(40);
        ageByDays(2);
        assertThat(ask("groups", Map.of("group_by", "district")).<List<Integer>>path("items.count"))
                .containsExactly(40, 100);
    }

    private void ageByDays(int days) {
        for (var column : List.of(
                "dataset_head set recorded_at = recorded_at",
                "dataset_version set recorded_at = recorded_at",
                "records.\"" + id + "\" set _recorded_at = _recorded_at")) {
            var only = column.startsWith("records") ? "" : " where dataset = '" + id + "'";
            pool.query("update " + column + " - interval '" + days + " days'" + only)
                    .execute()
                    .await()
                    .atMost(PATIENCE);
        }
    }

    private void store(List<String> lines) {
        store(id, lines);
    }

    private static void store(String dataset, List<String> lines) {
        Hub.send(Hub.POLICE, dataset, String.join("", lines)).statusCode(200);
    }

    private static String line(int person, String district, int decade) {
        return "{\"number\":\"%s\",\"district\":\"%s\",\"decade\":%d,\"income\":%d}\n"
                .formatted(People.number(700_000 + person), district, decade, person);
    }

    private Response ask(String what, Map<String, ?> parameters) {
        return RestAssured.given().queryParams(parameters).get("/v1/open/datasets/" + id + "/" + what);
    }

    private static String document(String id) {
        return """
            {"id": "%s", "department": "public-security", "title": {"zh": "居民", "en": "Residents"}, "key": ["number"],
             "subject": {"kind": "person", "field": "number"},
             "sharing": "unconditional", "opening": "unconditional", "source": "pushed",
             "open": {"licence": "https://creativecommons.org/licenses/by/4.0/", "keywords": {"zh": ["人"], "en": ["people"]},
               "themes": ["SOCI"], "frequency": "daily", "anonymity": {"k": 3, "of": ["district", "decade"]}},
             "schema": {"type": "object", "additionalProperties": false, "required": ["number"], "properties": {
               "number": {"type": "string", "format": "citizen-number"},
               "district": {"type": "string"},
               "decade": {"type": "integer"},
               "income": {"type": "number", "format": "money"}}}}""".formatted(id);
    }
}
