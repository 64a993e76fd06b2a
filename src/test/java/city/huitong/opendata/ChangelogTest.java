package city.huitong.opendata;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import city.huitong.hub.Hub;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What was opened, changed and withdrawn stands in a feed, and what a record has been in its history. */
@QuarkusTest
class ChangelogTest {

    private static final String ALL = "/v1/open/changelog";

    @Test
    void tellsOfADatasetFromItsOpeningToItsWithdrawal() {
        var stops = AnOpenDataset.register();
        var wider = stops.document()
                .replace(
                        "\"length\": {\"type\": \"number\"}",
                        "\"length\": {\"type\": \"number\"}, \"zone\": {\"type\": \"string\"}")
                .replace("\"lines\": {\"type\": \"integer\"}", "\"lines\": {\"type\": \"number\"}")
                .replace("\"cost\": {\"opening\": \"conditional\"", "\"cost\": {\"opening\": \"none\"");
        stops.change(wider);
        stops.change(wider.replace("\"en\": \"Stops\"", "\"en\": \"Halts\""));
        stops.change(AnOpenDataset.closed(wider));
        stops.change(wider);

        var feed = feed(path(stops), "en");
        assertThat(feed.getString("version")).isEqualTo("https://jsonfeed.org/version/1.1");
        assertThat(feed.getString("language")).isEqualTo("en");
        assertThat(feed.getList("items.tags"))
                .isEqualTo(List.of(
                        List.of("dataset", "opened"),
                        List.of("dataset", "withdrawn"),
                        List.of("dataset", "changed"),
                        List.of("dataset", "opened")));
        assertThat(feed.getList("items[2]._huitong.added")).isEqualTo(List.of("zone"));
        assertThat(feed.getList("items[2]._huitong.widened")).isEqualTo(List.of("lines"));
        assertThat(feed.getList("items[2]._huitong.levels")).isEqualTo(List.of("cost"));
        assertThat(feed.getString("items[2].content_text")).contains("New fields: zone.");
        assertThat(feed.getString("items[1]._huitong.opening")).isEqualTo("none");
        assertThat(feed.getList("items.id")).doesNotHaveDuplicates();
        assertThat(feed(path(stops), "zh").getString("items[1].title")).isEqualTo("撤回：站点");
    }

    @Test
    void isReadPageByPageWhileItGrows() {
        var stops = AnOpenDataset.register();
        var ids = new ArrayList<String>();
        var page = given().get(ALL + "?limit=7");
        page.then().header("Content-Type", containsString("application/feed+json"));
        while (true) {
            ids.addAll(page.jsonPath().getList("items.id"));
            var next = page.jsonPath().getString("next_url");
            if (next == null) {
                break;
            }
            if (ids.size() < 10) {
                AnOpenDataset.register();
            }
            var address = URI.create(next);
            page = given().urlEncodingEnabled(false).get(address.getPath() + "?" + address.getQuery());
            page.then().statusCode(200);
        }
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(ids).anyMatch(id -> id.contains(stops.id() + "/"));
        assertThat(ids).anyMatch(id -> id.endsWith("#api/1"));
        given().get(ALL + "?limit=1000")
                .then()
                .body("items.tags.flatten()", hasItems("api", "dataset", "opened", "added"))
                .body("items.date_published", everyItem(notNullValue()));
    }

    @Test
    void costsNothingWhileNothingHasChanged() {
        Hub.awaitCity();
        var stops = AnOpenDataset.register();
        var tag = given().get(path(stops)).header("ETag");
        given().header("If-None-Match", tag).get(path(stops)).then().statusCode(304);
        given().header("If-None-Match", "*").get(path(stops)).then().statusCode(304);
        given().header("If-None-Match", tag)
                .get(path(stops) + "?lang=en")
                .then()
                .statusCode(200);
        stops.close();
        given().header("If-None-Match", tag).get(path(stops)).then().statusCode(200);
    }

    @Test
    void refusesWhatItCannotAnswer() {
        Hub.awaitCity();
        for (var wrong : List.of("?limit=0", "?limit=x", "?after=nonsense", "?after=MTo5OTk5OTk5OTk5OTk5OTk5OTk6MQ")) {
            given().get(ALL + wrong).then().statusCode(400).body("code", equalTo("request-invalid"));
        }
        given().get(ALL + "?lang=fr").then().statusCode(400).body("code", equalTo("query-invalid"));
        for (var unknown : List.of("deaths", "no-such-dataset", "X'--", "a%00b")) {
            given().urlEncodingEnabled(false)
                    .header("If-None-Match", "*")
                    .get("/v1/open/datasets/" + unknown + "/changelog")
                    .then()
                    .statusCode(404)
                    .body("code", equalTo("dataset-not-found"));
        }
        given().get(ALL + "?limit=1000").then().body("items._huitong.dataset", not(hasItem("deaths")));
    }

    @Test
    void saysWhatARecordHasBeen() {
        var stops = AnOpenDataset.register();
        stops.store(line(5, "一") + line(6, "别"));
        stops.store(line(5, "二"));
        stops.store(line(6, "另"));
        stops.store("{\"$withdraw\":true,\"district\":\"d00\",\"stop\":5}\n");
        stops.store(line(5, "三"));

        var history = history(stops, "d00,5", Map.of());
        history.then()
                .statusCode(200)
                .body("items.version", contains(6, 5, 3, 2))
                .body("items.untilVersion", contains(null, 6, 5, 3))
                .body("items.withdrawn", contains(false, true, false, false))
                .body("items.record.name", contains("三", null, "二", "一"))
                .body("items[0].until", nullValue())
                .body("items[1].record.stop", equalTo(5))
                .body("items[0].record.keySet()", not(hasItems("keeper")))
                .body("items[0].record.keySet()", not(hasItems("cost")))
                .body("version", equalTo(6));
        assertThat(history.<String>path("items[3].until")).isEqualTo(history.path("items[2].from"));

        var first = history(stops, "d00,5", Map.of("limit", 3));
        first.then().body("items.version", contains(6, 5, 3));
        stops.store(line(5, "四"));
        history(stops, "d00,5", Map.of("limit", 3, "cursor", first.<String>path("next")))
                .then()
                .body("items.version", contains(2))
                .body("next", nullValue());
        given().header("If-None-Match", history(stops, "d00,5", Map.of()).header("ETag"))
                .get("/v1/open/datasets/" + stops.id() + "/records/d00,5/history")
                .then()
                .statusCode(304);
    }

    @Test
    void keepsWhatWasCorrectedWhileItWasNotOpenToItself() {
        var stops = AnOpenDataset.register();
        stops.store(line(5, "一"));
        stops.close();
        stops.store(line(5, "错"));
        stops.store(line(5, "二"));
        stops.open();

        history(stops, "d00,5", Map.of())
                .then()
                .statusCode(200)
                .body("items.record.name", contains("二", "一"))
                .body("items.version", contains(3, 2));
    }

    @Test
    void tellsNoHistoryThatIsNotOpen() {
        var stops = AnOpenDataset.register();
        stops.store(line(5, "一"));
        history(stops, "d00,7", Map.of()).then().statusCode(404).body("code", equalTo("record-not-found"));
        history(stops, "x'--,5", Map.of()).then().statusCode(404);
        history(stops, "d00,5", Map.of("limit", 0)).then().statusCode(400);
        history(stops, "d00,5", Map.of("cursor", "x")).then().statusCode(400).body("code", equalTo("cursor-invalid"));
        given().get("/v1/open/datasets/deaths/records/x/history").then().statusCode(404);
        given().get("/v1/open/datasets/service-cases/records/x/history")
                .then()
                .statusCode(403)
                .body("code", equalTo("key-withheld"));
        given().get("/v1/open/datasets/" + ProtectPeopleTest.register() + "/records/x/history")
                .then()
                .statusCode(403);
    }

    private static Response history(AnOpenDataset stops, String key, Map<String, ?> parameters) {
        return stops.ask("records/" + key + "/history", parameters);
    }

    private static String line(int stop, String name) {
        return "{\"district\":\"d00\",\"stop\":%d,\"name\":\"%s\",\"keeper\":\"李四\",\"cost\":9.99}\n"
                .formatted(stop, name);
    }

    private static String path(AnOpenDataset stops) {
        return "/v1/open/datasets/" + stops.id() + "/changelog";
    }

    private static JsonPath feed(String path, String lang) {
        var answer = given().queryParam("lang", lang).get(path);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return answer.jsonPath();
    }
}
