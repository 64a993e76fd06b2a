package city.huitong.catalog.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.oneOf;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class CatalogApiTest {

    private static final String DATASET = """
            {"id": "%s", "department": "tax-office",
             "title": {"zh": "纳税", "en": "Tax"}, "description": {"zh": "纳税信息", "en": "Tax payments"},
             "subject": {"kind": "enterprise", "field": "code"}, "key": ["code", "period"],
             "sharing": "conditional", "opening": "none", "source": "pushed",
             "schema": {"type": "object", "additionalProperties": false, "required": ["code", "period"%s],
               "properties": {
                 "code": {"type": "string", "format": "unified-social-credit-code"},
                 "period": {"type": "string", "maxLength": 7},
                 "staff": {"type": "%s"},
                 "paid": {"type": "number", "format": "money"}%s}}}
            """;
    private final Pool pool;

    CatalogApiTest(Pool pool) {
        this.pool = pool;
    }

    @BeforeEach
    void aDepartment() {
        put("operator", "/v1/departments/tax-office", """
                {"title": {"zh": "税务局", "en": "Tax Office"}}""");
    }

    @Test
    void answersACreatedDepartmentWithItsAddress() {
        post("officer", "/v1/departments", """
                {"id": "park-office", "title": {"zh": "园林局"}}""")
                .statusCode(201)
                .header("Location", containsString("/v1/departments/park-office"))
                .body("title.en", equalTo("园林局"));
        post("officer", "/v1/departments", """
                {"id": "park-office", "title": {"zh": "园林局"}}""").statusCode(409).body("code", equalTo("department-exists"));
        as("app").get("/v1/departments?limit=1").then().statusCode(200).body("items", hasSize(1));
        as("app").get("/v1/departments/none-such").then().statusCode(404).body("code", equalTo("department-not-found"));
    }

    @Test
    void makesTypedTablesForADataset() {
        register("made").statusCode(201).body("schemaVersion", equalTo(1));

        assertThat(columns("made"))
                .contains("code uuid", "period text", "staff bigint", "paid bigint", "_shard smallint", "_batch uuid");
        assertThat(columns("made__history")).contains("paid bigint", "_superseded_at timestamp with time zone");
        as("app")
                .get("/v1/datasets/made")
                .then()
                .statusCode(200)
                .body("schema.properties.paid.format", equalTo("money"))
                .body("subject.field", equalTo("code"));
    }

    @Test
    void changesNothingWhenTheSameComesAgainAsItWasAnswered() {
        register("again").statusCode(201);
        var answered = as("app").get("/v1/datasets/again").then().extract().asString();

        put("operator", "/v1/datasets/again", answered).statusCode(200).body("schemaVersion", equalTo(1));
    }

    @Test
    void addsAndWidensColumnsForACompatibleChange() {
        register("growing").statusCode(201);

        put(
                        "operator",
                        "/v1/datasets/growing",
                        DATASET.formatted("growing", "", "number", ", \"grade\": {\"type\": \"string\"}"))
                .statusCode(200)
                .body("schemaVersion", equalTo(2));

        assertThat(columns("growing")).contains("grade text", "staff numeric");
        assertThat(columns("growing__history")).contains("grade text", "staff numeric");
    }

    @Test
    void refusesAnIncompatibleChangeWithEveryReason() {
        register("stable").statusCode(201);

        put(
                        "operator",
                        "/v1/datasets/stable",
                        DATASET.formatted("stable", ", \"grade\"", "string", ", \"grade\": {\"type\": \"string\"}"))
                .statusCode(409)
                .body("code", equalTo("schema-incompatible"))
                .body("errors.code", hasItems("type-changed", "new-required"));
        assertThat(columns("stable")).contains("staff bigint");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x\\\"; drop table department; --", "X", "_records", "a.b", "表"})
    void refusesHostileNames(String name) {
        post("operator", "/v1/datasets", DATASET.formatted(name, "", "integer", ""))
                .statusCode(422)
                .body("errors.pointer", hasItem("/id"));
        post(
                        "operator",
                        "/v1/datasets",
                        DATASET.formatted("hostile", "", "integer", ", \"" + name + "\": {\"type\": \"string\"}"))
                .statusCode(422)
                .body("errors.code", hasItem("name-expected"));
    }

    @Test
    void refusesUnknownKeysAndSchemasThatAreNone() {
        post(
                        "operator",
                        "/v1/datasets",
                        DATASET.formatted("odd", "", "integer", "").replace("\"source\"", "\"sauce\""))
                .statusCode(422)
                .body("errors.code", hasItems("unknown-key", "unknown-word"));
        post(
                        "operator",
                        "/v1/datasets",
                        DATASET.formatted("odd", "", "integer", "").replace("\"maxLength\": 7", "\"maxLength\": -7"))
                .statusCode(422)
                .body("errors.code", hasItem("json-schema"))
                .body("errors.pointer", hasItem("/schema/properties/period/maxLength"));
        put("operator", "/v1/datasets/even", DATASET.formatted("odd", "", "integer", ""))
                .statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{", "{\"id\": \"a\", \"id\": \"b\"}", "{} {}"})
    void refusesWhatIsNoDescription(String body) {
        post("operator", "/v1/datasets", body).statusCode(oneOf(400, 422)).contentType("application/problem+json");
    }

    @Test
    void derivesAFactFromItsOwnColumn() {
        register("taxed").statusCode(201);

        put("operator", "/v1/facts/enterprise.taxPaid", fact("taxed", "sum", "period > '2025'"))
                .statusCode(201)
                .body("type", equalTo("money"))
                .body("otherwise", equalTo(0.50f));
        put("operator", "/v1/facts/enterprise.taxPaid", fact("taxed", "sum", "period > '2025'"))
                .statusCode(200);
        put("operator", "/v1/facts/enterprise.taxPaid", fact("taxed", "max", "period > '2024'"))
                .statusCode(200)
                .body("derive", equalTo("max"));

        assertThat(columnsOf("facts", "enterprise")).contains("taxPaid bigint");
        put("operator", "/v1/facts/enterprise.taxPaid", fact("taxed", "max", "period + 1"))
                .statusCode(422)
                .body("errors.pointer", hasItem("/where"));
        put(
                        "operator",
                        "/v1/facts/enterprise.taxPaid",
                        fact("taxed", "max", "period > '2024'")
                                .replace("\"paid\"", "\"staff\"")
                                .replace("0.5", "0"))
                .statusCode(409)
                .body("code", equalTo("fact-incompatible"));
    }

    @Test
    void refusesToWidenAColumnThatAFactIsDerivedFrom() {
        register("watched").statusCode(201);
        put(
                        "operator",
                        "/v1/facts/enterprise.staff",
                        fact("watched", "latest", "true")
                                .replace("\"paid\"", "\"staff\"")
                                .replace("0.5", "0"))
                .statusCode(201);

        put("operator", "/v1/datasets/watched", DATASET.formatted("watched", "", "number", ""))
                .statusCode(409)
                .body("errors.code", hasItem("fact-type-changed"));
    }

    @Test
    void letsADepartmentChangeItsOwnOnly() {
        put("department-tax-office", "/v1/datasets/owned", DATASET.formatted("owned", "", "integer", ""))
                .statusCode(201);
        put("department-parks", "/v1/datasets/owned", DATASET.formatted("owned", "", "integer", ""))
                .statusCode(403);
        put(
                        "department-parks",
                        "/v1/datasets/owned",
                        DATASET.formatted("owned", "", "integer", "").replace("tax-office", "parks"))
                .statusCode(403);
        put("department-parks", "/v1/facts/enterprise.stolen", fact("owned", "sum", "true"))
                .statusCode(403);
        put("department-tax-office", "/v1/facts/enterprise.mine", fact("owned", "sum", "true"))
                .statusCode(201);
        put("app", "/v1/departments/x-office", "{}").statusCode(403);
        given().get("/v1/datasets").then().statusCode(401);
    }

    private static ValidatableResponse register(String id) {
        return post("operator", "/v1/datasets", DATASET.formatted(id, "", "integer", ""));
    }

    private static String fact(String dataset, String derive, String where) {
        return """
                {"title": {"zh": "已缴税", "en": "Tax paid"}, "dataset": "%s",
                 "derive": "%s", "column": "paid", "where": "%s", "otherwise": 0.5}
                """.formatted(dataset, derive, where);
    }

    private static ValidatableResponse post(String client, String path, String body) {
        return as(client).contentType(ContentType.JSON).body(body).post(path).then();
    }

    private static ValidatableResponse put(String client, String path, String body) {
        return as(client).contentType(ContentType.JSON).body(body).put(path).then();
    }

    private static RequestSpecification as(String client) {
        var token = given().formParam("grant_type", "client_credentials")
                .formParam("client_id", client)
                .formParam("client_secret", client)
                .post("/embedded/oauth2/token")
                .then()
                .statusCode(200)
                .extract()
                .<String>path("access_token");
        return given().auth().oauth2(token);
    }

    private List<String> columns(String table) {
        return columnsOf("records", table);
    }

    private List<String> columnsOf(String schema, String table) {
        var columns = new ArrayList<String>();
        pool.query("select column_name || ' ' || data_type from information_schema.columns where table_schema = '"
                        + schema + "' and table_name = '" + table + "'")
                .execute()
                .await()
                .atMost(Duration.ofSeconds(10))
                .forEach(row -> columns.add(row.getString(0)));
        return columns;
    }
}
