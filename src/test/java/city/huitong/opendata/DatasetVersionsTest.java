package city.huitong.opendata;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import city.huitong.hub.Hub;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A stranger follows datasets over a WebSocket. */
@QuarkusTest
class DatasetVersionsTest {

    private static final int MOST_OF_ADDRESS = 20;
    private static final int MISSED = 25;

    private final BlockingQueue<JsonObject> messages = new LinkedBlockingQueue<>();

    @Test
    void hearsOfTheLatestVersionAndOfEachNewOneWhateverTheCatalogueBecomes() throws Exception {
        var stops = AnOpenDataset.register();
        stops.store(line(1));
        try (var socket = opened()) {
            socket.subscribe("1", stops.id());
            assertThat(version("1", 2).getLong("records")).isEqualTo(1);
            AnOpenDataset.register().untilInGraphql();
            stops.store(line(2));
            var second = version("1", 3);
            assertThat(second.fieldNames()).containsExactly("dataset", "version", "publishedAt", "records");
            assertThat(second.getString("dataset")).isEqualTo(stops.id());

            socket.subscribe("2", stops.id());
            version("2", 3);
            stops.store(line(3));
            version("1", 4);
            version("2", 4);
        }
    }

    @Test
    void refusesWhatCannotBeFollowed() throws Exception {
        Hub.awaitCity();
        try (var socket = opened()) {
            socket.subscribe("1", "deaths");
            assertThat(about("1").encode()).contains("dataset-not-found");
            socket.subscribe("2", "no-such-dataset'--");
            assertThat(about("2").encode()).contains("dataset-not-found");
        }
        RestAssured.given()
                .contentType(ContentType.JSON)
                .accept("application/graphql-response+json")
                .body(Map.of("query", "subscription { datasetVersions(dataset: \"bus-stops\") { version } }"))
                .post("/graphql")
                .then()
                .statusCode(400)
                .body("errors[0].extensions.code", equalTo("request-invalid"));
    }

    @Test
    void keepsSoManyPlacesForAnAddressAndGivesThemBack() throws Exception {
        var stops = AnOpenDataset.register();
        stops.store(line(1));
        try (var socket = opened()) {
            var all = IntStream.range(0, MOST_OF_ADDRESS)
                    .mapToObj(Integer::toString)
                    .toList();
            all.forEach(id -> socket.subscribe(id, stops.id()));
            for (var id : all) {
                version(id, 2);
            }
            socket.subscribe("one-more", stops.id());
            assertThat(about("one-more").encode()).contains("too-many-followers");

            socket.send(new JsonObject().put("id", "0").put("type", "complete"));
            socket.subscribe("again", stops.id());
            version("again", 2);
        }
    }

    /** Without a pace, each of the twenty would get each version, and megabytes would wait in the hub meanwhile. */
    @Test
    void tellsAReaderWhoStopsForAWhileTheNewest() throws Exception {
        var stops = AnOpenDataset.register();
        stops.store(line(1));
        try (var socket = opened()) {
            var all = IntStream.range(0, MOST_OF_ADDRESS)
                    .mapToObj(Integer::toString)
                    .toList();
            var much = IntStream.range(0, 400)
                    .mapToObj(i -> "a" + i + ": publishedAt")
                    .collect(joining(" "));
            all.forEach(id -> socket.subscribe(id, stops.id(), much));
            for (var id : all) {
                version(id, 2);
            }
            socket.listener().pause();
            for (var i = 0; i < MISSED; i++) {
                stops.store(line(2 + i));
            }
            socket.listener().goOn(socket.socket());
            for (var id : all) {
                version(id, 2 + MISSED);
            }
            assertThat(socket.listener().taken()).isLessThan(MOST_OF_ADDRESS * MISSED);
        }
    }

    private static String line(int stop) {
        return "{\"district\":\"d00\",\"stop\":%d,\"name\":\"站\"}\n".formatted(stop);
    }

    private JsonObject version(String subscription, long version) throws InterruptedException {
        return data(awaited(message ->
                subscription.equals(message.getString("id")) && data(message).getLong("version") == version));
    }

    private static JsonObject data(JsonObject message) {
        assertThat(message.encode()).contains("\"datasetVersions\":{");
        return message.getJsonObject("payload").getJsonObject("data").getJsonObject("datasetVersions");
    }

    private JsonObject about(String subscription) throws InterruptedException {
        return awaited(message -> subscription.equals(message.getString("id")));
    }

    /** Of messages about several subscriptions those that are not wanted yet are kept. */
    private JsonObject awaited(Predicate<JsonObject> wanted) throws InterruptedException {
        var deadline = System.nanoTime() + Hub.DEADLINE.toNanos();
        var others = new ArrayList<JsonObject>();
        while (true) {
            var message = messages.poll(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            assertThat(message)
                    .as("a message within the deadline; there were %s", others)
                    .isNotNull();
            if (wanted.test(message)) {
                messages.addAll(others);
                return message;
            }
            others.add(message);
        }
    }

    private static boolean isAck(JsonObject message) {
        return "connection_ack".equals(message.getString("type"));
    }

    private Socket opened() throws Exception {
        var listener = new Listener(messages);
        var socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .subprotocols("graphql-transport-ws")
                .buildAsync(URI.create("ws://localhost:" + RestAssured.port + "/graphql"), listener)
                .get(30, TimeUnit.SECONDS);
        var opened = new Socket(socket, listener);
        opened.send(new JsonObject().put("type", "connection_init"));
        awaited(DatasetVersionsTest::isAck);
        return opened;
    }

    private record Socket(WebSocket socket, Listener listener) implements AutoCloseable {

        void subscribe(String id, String dataset) {
            subscribe(id, dataset, "");
        }

        void subscribe(String id, String dataset, String more) {
            var query =
                    "subscription ($id: String!) { datasetVersions(dataset: $id) { dataset version publishedAt records %s } }"
                            .formatted(more);
            var payload = new JsonObject().put("query", query).put("variables", new JsonObject().put("id", dataset));
            send(new JsonObject().put("id", id).put("type", "subscribe").put("payload", payload));
        }

        void send(JsonObject message) {
            socket.sendText(message.encode(), true).join();
        }

        @Override
        public void close() {
            socket.abort();
        }
    }

    /** Collects whole messages. */
    private static final class Listener implements WebSocket.Listener {

        private final BlockingQueue<JsonObject> messages;
        private final StringBuilder text = new StringBuilder();
        private final AtomicInteger taken = new AtomicInteger();
        private final AtomicBoolean paused = new AtomicBoolean();

        Listener(BlockingQueue<JsonObject> messages) {
            this.messages = messages;
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                taken.incrementAndGet();
                messages.add(new JsonObject(text.toString()));
                text.setLength(0);
            }
            if (!paused.get()) {
                socket.request(1);
            }
            return null;
        }

        /** Takes nothing any more after the message that comes next. */
        void pause() {
            paused.set(true);
        }

        void goOn(WebSocket socket) {
            paused.set(false);
            socket.request(1);
        }

        int taken() {
            return taken.get();
        }
    }
}
