package city.huitong.opendata;

import static city.huitong.hub.Hub.as;
import static org.assertj.core.api.Assertions.assertThat;

import city.huitong.hub.Hub;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.awaitility.Awaitility;

/** A dataset of a test's own about nobody, with a field of each kind and fields that are not open to everybody. */
public record AnOpenDataset(String id) {

    private static final String TRANSPORT = "department-transport";

    public static AnOpenDataset register() {
        Hub.awaitCity();
        var id = "stops-"
                + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        var answer =
                as("operator").contentType(ContentType.JSON).body(document(id)).post("/v1/datasets");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
        return new AnOpenDataset(id);
    }

    /** Withdraws it from the open catalogue. */
    void close() {
        change(closed(document(id)));
    }

    /** The description of a dataset that is not open any more. */
    static String closed(String document) {
        return document.replaceAll("\"opening\": \"(un)?conditional\"", "\"opening\": \"none\"");
    }

    /** Opens it again, as it was. */
    void open() {
        change(document(id));
    }

    /** Changes its description. */
    void change(String document) {
        var answer = as("operator").contentType(ContentType.JSON).body(document).put("/v1/datasets/" + id);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    }

    /** Its description as registered. */
    String document() {
        return document(id);
    }

    /** Makes {@code lines} a field of any numbers, which was one of whole numbers. */
    void widen() {
        change(document(id).replace("\"lines\": {\"type\": \"integer\"}", "\"lines\": {\"type\": \"number\"}"));
    }

    /** Stores lines as the department; each must fit. */
    public void store(String lines) {
        ValidatableResponse answer = Hub.send(TRANSPORT, id, lines);
        answer.statusCode(200);
        assertThat(answer.extract().jsonPath().getLong("rejected")).isZero();
    }

    /** What GraphQL calls it: {@code stops-ab} is {@code stopsAb}, {@code stops-1b} is {@code stops1b}. */
    public String graphqlField() {
        var parts = id.split("-", 2);
        return parts[0] + parts[1].substring(0, 1).toUpperCase(Locale.ROOT) + parts[1].substring(1);
    }

    /** Waits until GraphQL has its types. */
    public AnOpenDataset untilInGraphql() {
        Awaitility.await()
                .atMost(Hub.DEADLINE)
                .until(() ->
                        RestAssured.get("/graphql/schema.graphql").asString().contains(graphqlField() + "Groups("));
        return this;
    }

    Response ask(String what, Map<String, ?> parameters) {
        return RestAssured.given().queryParams(parameters).get("/v1/open/datasets/" + id + "/" + what);
    }

    Response records(Map<String, ?> parameters) {
        return ask("records", parameters);
    }

    private static String document(String id) {
        return """
            {"id": "%s", "department": "transport", "title": {"zh": "站点", "en": "Stops"}, "key": ["district", "stop"],
             "sharing": "unconditional", "opening": "unconditional", "source": "pushed",
             "open": {"licence": "https://creativecommons.org/licenses/by/4.0/", "keywords": {"zh": ["公交"], "en": ["bus"]},
               "frequency": "daily", "themes": ["TRAN"],
               "fields": {
                 "keeper": {"opening": "none", "reason": {"zh": "个人信息", "en": "is about a person"}, "basis": "《个人信息保护法》"},
                 "cost": {"opening": "conditional", "reason": {"zh": "商业秘密", "en": "may be a trade secret"}}}},
             "schema": {"type": "object", "additionalProperties": false, "required": ["district", "stop"], "properties": {
               "district": {"type": "string", "pattern": "^d[0-9]{2}$"},
               "stop": {"type": "integer", "minimum": 0},
               "name": {"type": "string", "maxLength": 40},
               "lines": {"type": "integer"},
               "length": {"type": "number"},
               "fee": {"type": "number", "format": "money", "minimum": 0},
               "roofed": {"type": "boolean"},
               "opened_on": {"type": "string", "format": "date"},
               "seen_at": {"type": "string", "format": "date-time"},
               "tags": {"type": "array", "items": {"type": "string"}},
               "keeper": {"type": "string"},
               "cost": {"type": "number", "format": "money"}}}}""".formatted(id);
    }
}
