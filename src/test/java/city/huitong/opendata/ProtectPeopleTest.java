package city.huitong.opendata;

import static city.huitong.hub.Hub.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import city.huitong.hub.Hub;
import city.huitong.hub.People;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A dataset about people, of whom nobody may be singled out. */
@QuarkusTest
class ProtectPeopleTest {

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
        ask("groups", Map.of("aggregate", "max(income)")).then().statusCode(400);
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

    private void store(List<String> lines) {
        Hub.send(Hub.POLICE, id, String.join("", lines)).statusCode(200);
    }

    private static String line(int person, String district, int decade) {
        return "{\"number\":\"%s\",\"district\":\"%s\",\"decade\":%d,\"income\":%d}\n"
                .formatted(People.number(700_000 + person), district, decade, person);
    }

    private io.restassured.response.Response ask(String what, Map<String, ?> parameters) {
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
