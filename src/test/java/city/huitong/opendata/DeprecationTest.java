package city.huitong.opendata;

import static city.huitong.hub.Hub.as;
import static org.assertj.core.api.Assertions.assertThat;

import city.huitong.hub.Hub;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.vertx.core.json.JsonObject;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A dataset that will be withdrawn says so wherever programs look. */
@QuarkusTest
class DeprecationTest {

    private static final String DEPRECATION =
            "\"deprecation\": {\"since\": \"2026-12-01\", \"sunset\": \"2027-07-05\", \"successor\": \"bus-stops\"}, ";

    @Test
    void headersTellOfTheDayAndOfWhatComesAfter() {
        var stops = AnOpenDataset.register();
        stops.store("{\"district\":\"d01\",\"stop\":1}");
        assertThat(stops.records(Map.of()).header("Deprecation")).isNull();
        assertThat(stops.records(Map.of()).header("Sunset")).isNull();

        stops.change(deprecated(stops, DEPRECATION));

        for (var what :
                new String[] {"records", "groups", "export?format=csv", "records/d01,1", "quality", "openapi", "changes"
                }) {
            var answer = RestAssured.get("/v1/open/datasets/" + stops.id() + "/" + what);
            assertThat(answer.statusCode()).as(what).isEqualTo(200);
            assertThat(answer.header("Deprecation"))
                    .as(what)
                    .isEqualTo("@"
                            + ZonedDateTime.parse("2026-12-01T00:00:00+08:00").toEpochSecond());
            assertThat(ZonedDateTime.parse(answer.header("Sunset"), DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant())
                    .isEqualTo(ZonedDateTime.parse("2027-07-05T00:00:00+08:00").toInstant());
            assertThat(answer.header("Sunset")).as("an HTTP-date").isEqualTo("Sun, 04 Jul 2027 16:00:00 GMT");
            assertThat(answer.headers().getValues("Link"))
                    .as(what)
                    .contains(
                            "</v1/open/datasets/bus-stops>; rel=\"successor-version\"; type=\"application/json\"",
                            "</v1/open/datasets/" + stops.id() + ">; rel=\"deprecation\"; type=\"application/json\"");
        }
    }

    @Test
    void descriptionsSayItInTheirOwnWords() {
        var stops = AnOpenDataset.register();
        stops.store("{\"district\":\"d01\",\"stop\":1}");
        stops.change(deprecated(stops, DEPRECATION));

        var described = new JsonObject(
                RestAssured.get("/v1/open/datasets/" + stops.id()).asString());
        assertThat(described.getJsonObject("deprecation"))
                .isEqualTo(new JsonObject(
                        Map.of("since", "2026-12-01", "sunset", "2027-07-05", "successor", "bus-stops")));
        assertThat(RestAssured.given()
                        .accept("text/turtle")
                        .get("/v1/open/datasets/" + stops.id() + "/dcat")
                        .asString())
                .contains("distribution-status/DEPRECATED");
        assertThat(new JsonObject(RestAssured.get("/v1/open/datasets/" + stops.id() + "/openapi")
                                .asString())
                        .getJsonObject("paths")
                        .getJsonObject("/v1/open/datasets/" + stops.id() + "/records")
                        .getJsonObject("get")
                        .getBoolean("deprecated"))
                .isTrue();
        Awaitility.await()
                .atMost(Hub.DEADLINE)
                .untilAsserted(() -> assertThat(deprecations())
                        .contains(Map.entry(
                                stops.graphqlField(),
                                "May be gone from 2027-07-05 on; use the dataset bus-stops instead")));
        var back = as("operator").get("/v1/datasets/" + stops.id()).asString();
        stops.change(back);
        assertThat(as("operator").get("/v1/datasets/" + stops.id()).asString())
                .isEqualTo(back)
                .contains("2027-07-05");
    }

    @ParameterizedTest
    @CsvSource({
        "2027-01-01, 2026-12-31, out-of-order, /open/deprecation/sunset",
        "2026-12-01, +12000-01-01, day-expected, /open/deprecation/sunset",
        "tomorrow, 2026-12-31, day-expected, /open/deprecation/since",
        "2026-02-30, 2026-12-31, day-expected, /open/deprecation/since"
    })
    void refusesDaysThatAreNone(String since, String sunset, String code, String pointer) {
        var stops = AnOpenDataset.register();
        var answer = as("operator")
                .contentType(ContentType.JSON)
                .body(deprecated(
                        stops, "\"deprecation\": {\"since\": \"%s\", \"sunset\": \"%s\"}, ".formatted(since, sunset)))
                .put("/v1/datasets/" + stops.id());
        assertThat(answer.statusCode()).isEqualTo(422);
        var error = new JsonObject(answer.asString()).getJsonArray("errors").getJsonObject(0);
        assertThat(error.getString("code")).isEqualTo(code);
        assertThat(error.getString("pointer")).isEqualTo(pointer);
    }

    private static Map<String, String> deprecations() {
        var query = "{ __type(name: \"OpenData\") { fields(includeDeprecated: true) { name deprecationReason } } }";
        var answer = RestAssured.given()
                .contentType("application/json")
                .body(new JsonObject(Map.of("query", query)).encode())
                .post("/graphql");
        var reasons = new HashMap<String, String>();
        for (var each : new JsonObject(answer.asString())
                .getJsonObject("data")
                .getJsonObject("__type")
                .getJsonArray("fields")) {
            var field = (JsonObject) each;
            reasons.put(field.getString("name"), field.getString("deprecationReason"));
        }
        return reasons;
    }

    private static String deprecated(AnOpenDataset stops, String deprecation) {
        return stops.document().replace("\"licence\"", deprecation + "\"licence\"");
    }
}
