package city.huitong.opendata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Who takes files too slowly, or too many at a time, does not keep others from theirs. A window has three seconds here. */
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlowReadersTest {

    private static final int STOPS = 40_000;
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @TestHTTPResource("/")
    @Nullable
    URI hub;

    private @Nullable AnOpenDataset stops;

    @BeforeEach
    void publish() {
        if (stops == null) {
            stops = AnOpenDataset.register();
            for (var from = 0; from < STOPS; from += 10_000) {
                stops.store(IntStream.range(from, from + 10_000)
                        .mapToObj(SlowReadersTest::line)
                        .reduce(new StringBuilder(), StringBuilder::append, StringBuilder::append)
                        .toString());
            }
        }
    }

    private static String line(int stop) {
        return "{\"district\":\"d00\",\"stop\":%d,\"name\":\"%s\",\"tags\":[\"%s\"]}\n"
                .formatted(stop, "站".repeat(30), "a".repeat(100));
    }

    @Test
    void readersWhoStopAreCutAndOthersServedMeanwhile() throws IOException {
        var stalled = List.of(ask("127.0.1.1"), ask("127.0.1.1"), ask("127.0.2.1"));

        stops.ask("export", Map.of("where", "stop < 10")).then().statusCode(200);

        Awaitility.await().atMost(PATIENCE).until(() -> stalled.stream().allMatch(SlowReadersTest::isCut));
    }

    @Test
    void readersWhoTrickleAreCut() throws Exception {
        try (var trickling = ask("127.0.3.1");
                var slowly = Executors.newSingleThreadScheduledExecutor()) {
            var _ = slowly.scheduleAtFixedRate(() -> read(trickling), 0, 100, TimeUnit.MILLISECONDS);
            Awaitility.await().atMost(PATIENCE).until(() -> isCut(trickling));
        }
    }

    @Test
    void nobodyHasAllRooms() throws IOException {
        var mine = new ArrayList<>(List.of(ask("127.0.4.1"), ask("127.0.4.2")));

        mine.add(ask("127.0.4.3"));

        assertThat(rest(mine.removeLast()))
                .containsIgnoringCase("retry-after: ")
                .contains("too-many-own-exports");
        for (var socket : mine) {
            socket.close();
        }
    }

    /** Whoever comes when all rooms are taken waits a moment, and is told when to come again if that was not enough. */
    @Test
    void whoFindsNoRoomWaits() throws IOException {
        var stalled = new ArrayList<Socket>();
        for (var from : List.of("127.0.5.1", "127.0.5.1", "127.0.6.1", "127.0.6.1")) {
            stalled.add(ask(from));
        }

        var answer = stops.ask("export", Map.of("where", "stop < 10"));

        assertThat(answer.statusCode()).isIn(200, 503);
        if (answer.statusCode() == 503) {
            answer.then().body("code", equalTo("too-many-exports"));
            assertThat(answer.header("Retry-After")).isNotNull();
        }
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() ->
                        stops.ask("export", Map.of("where", "stop < 10")).then().statusCode(200));
        for (var socket : stalled) {
            socket.close();
        }
    }

    /** Asks for a file of more bytes than the two systems keep between them, and reads its beginning. */
    private Socket ask(String from) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(1_024);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        socket.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
        socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), hub.getPort()));
        var request = "GET /v1/open/datasets/" + stops.id()
                + "/export?format=ndjson HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        socket.getInputStream().readNBytes(12);
        return socket;
    }

    private static String rest(Socket socket) throws IOException {
        try (socket) {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void read(Socket socket) {
        try {
            socket.getInputStream().readNBytes(100);
        } catch (IOException _) {
            // It is cut.
        }
    }

    /** Between two requests an empty line means nothing. */
    private static boolean isCut(Socket socket) {
        try {
            socket.getOutputStream().write('\n');
            return false;
        } catch (IOException _) {
            return true;
        }
    }
}
