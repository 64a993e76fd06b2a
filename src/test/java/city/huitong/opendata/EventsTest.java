package city.huitong.opendata;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Following an open dataset: events say that there is something new, changes say what. */
@QuarkusTest
class EventsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TestHTTPResource("/v1/open/datasets/")
    @Nullable
    URI datasets;

    @Test
    void whoFollowsKeepsACopyThatIsRight() throws Exception {
        var stops = AnOpenDataset.register();
        var copy = new HashMap<Integer, Map<String, Object>>();
        var version = 0L;
        try (var client = HttpClient.newHttpClient();
                var lines = follow(client, stops.id())) {
            var events = new LinkedBlockingQueue<Long>();
            Thread.ofVirtual().start(() -> read(lines, events));
            version = bring(stops, copy, await(events));
            for (var round = 0; round < 6; round++) {
                stops.store(line(round, "站" + round) + line(100 + round, "x"));
                stops.store("{\"$withdraw\":true,\"district\":\"d00\",\"stop\":%d}\n".formatted(100 + round)
                        + line(0, "第" + round));
                while (version < current(stops)) {
                    version = bring(stops, copy, version, await(events));
                }
            }
        }
        var expected = stops.records(Map.of("limit", 1000)).<List<Map<String, Object>>>path("items");
        assertThat(copy.values()).containsExactlyInAnyOrderElementsOf(expected).hasSize(6);
    }

    private static String line(int stop, String name) {
        return "{\"district\":\"d00\",\"stop\":%d,\"name\":\"%s\"}\n".formatted(stop, name);
    }

    private HttpResponseLines follow(HttpClient client, String dataset) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(datasets.resolve(dataset + "/events")).build();
        var answer = client.send(request, HttpResponse.BodyHandlers.ofLines());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
        return new HttpResponseLines(answer.body());
    }

    private record HttpResponseLines(Stream<String> lines) implements AutoCloseable {
        @Override
        public void close() {
            lines.close();
        }
    }

    private static void read(HttpResponseLines answer, BlockingQueue<Long> events) {
        answer.lines()
                .filter(line -> line.startsWith("id:"))
                .forEach(line -> events.add(Long.valueOf(line.substring(3).strip())));
    }

    private static long await(BlockingQueue<Long> events) throws InterruptedException {
        var event = events.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(event).as("an event").isNotNull();
        return event;
    }

    private static long current(AnOpenDataset stops) {
        return stops.records(Map.of("limit", 1)).jsonPath().getLong("version");
    }

    private static long bring(AnOpenDataset stops, Map<Integer, Map<String, Object>> copy, long event) {
        return bring(stops, copy, 0, event);
    }

    /** What a client does when it is told of a version. */
    private static long bring(AnOpenDataset stops, Map<Integer, Map<String, Object>> copy, long since, long event) {
        var parameters = new HashMap<String, Object>(Map.of("since", since, "limit", 2));
        var version = since;
        for (var more = event > since || since == 0; more; ) {
            var page = stops.ask("changes", parameters);
            assertThat(page.statusCode()).as(page.asString()).isEqualTo(200);
            for (var change : page.<List<Map<String, Object>>>path("items")) {
                put(copy, change);
            }
            version = page.jsonPath().getLong("version");
            var next = page.<String>path("next");
            more = next != null;
            parameters.put("cursor", String.valueOf(next));
        }
        return version;
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<Integer, Map<String, Object>> copy, Map<String, Object> change) {
        var record = (Map<String, Object>) change.get("record");
        if ((Boolean) change.get("withdrawn")) {
            assertThat(record).containsEntry("name", null);
            copy.remove(record.get("stop"));
        } else {
            copy.put((Integer) record.get("stop"), record);
        }
    }

    @Test
    void aDatasetThatIsNotOpenCannotBeFollowed() {
        RestAssured.get("/v1/open/datasets/deaths/events").then().statusCode(404);
        RestAssured.get("/v1/open/datasets/deaths/changes").then().statusCode(404);
    }

    @Test
    void oneRecordIsFoundByItsKey() {
        var stops = AnOpenDataset.register();
        stops.store(line(5, "五") + line(6, "六"));
        var address = "/v1/open/datasets/" + stops.id() + "/records/";

        assertThat(RestAssured.get(address + "d00,5").<String>path("record.name"))
                .isEqualTo("五");
        var tag = RestAssured.get(address + "d00,5").header("ETag");
        RestAssured.given()
                .header("If-None-Match", tag)
                .get(address + "d00,5")
                .then()
                .statusCode(304);
        for (var wrong : List.of("d00,7", "d00", "d00,5,6", "d00,x", "x'--,5", "d00,99999999999999999999")) {
            RestAssured.get(address + wrong).then().statusCode(404);
        }
        RestAssured.given()
                .urlEncodingEnabled(false)
                .get(address + "d00%00,5")
                .then()
                .statusCode(404);
        RestAssured.get("/v1/open/datasets/service-cases/records/x").then().statusCode(403);
        stops.ask("changes", Map.of("since", "-1")).then().statusCode(400);
    }
}
