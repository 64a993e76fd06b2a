package city.huitong.platform.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import city.huitong.platform.security.SigningKeys;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The receiver that the documentation shows, as a process of its own: through a change of the hub's key, forgeries and replays. */
class ReceiveWebhookTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final SigningKeys OLD = keys(1, Optional.empty());
    private static final SigningKeys NEW = keys(2, Optional.of(List.of(x(OLD))));

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> printed = new CopyOnWriteArrayList<>();
    private volatile String keySet = OLD.published();
    private HttpServer hub;
    private Process receiver;
    private int port;

    @BeforeEach
    void start() throws IOException {
        hub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hub.createContext("/.well-known/jwks.json", exchange -> {
            var bytes = keySet.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        hub.start();
        receiver = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "docs/examples/ReceiveWebhook.java",
                        "0",
                        "http://127.0.0.1:" + hub.getAddress().getPort())
                .start();
        var said = new BufferedReader(new InputStreamReader(receiver.getErrorStream(), StandardCharsets.UTF_8));
        port = Integer.parseInt(said.readLine().replace("listening on ", ""));
        Thread.ofVirtual().start(this::read);
    }

    @AfterEach
    void stop() {
        receiver.destroyForcibly();
        hub.stop(0);
    }

    @Test
    void takesEachMessageOnceWhateverKeySignsIt() throws Exception {
        var id = UUID.randomUUID().toString();
        assertThat(send(id, now(), "{\"n\":1}", OLD)).isEqualTo(204);
        assertThat(send(id, now(), "{\"n\":1}", OLD)).as("the same again").isEqualTo(204);

        keySet = NEW.published();
        await().atMost(PATIENCE).until(() -> send("2", now(), "{\"n\":2}", NEW) == 204);
        assertThat(send("3", now(), "{\"n\":3}", OLD))
                .as("signed before the change")
                .isEqualTo(204);
        assertThat(sendSigned("4", now(), "{\"n\":4}", "v1,AAAA v1a,AAAA " + signature("4", now(), "{\"n\":4}", NEW)))
                .isEqualTo(204);

        await().atMost(PATIENCE).until(() -> printed.size() == 4);
        assertThat(printed).containsExactly("{\"n\":1}", "{\"n\":2}", "{\"n\":3}", "{\"n\":4}");
    }

    @Test
    void takesNoForgeryAndNoReplay() throws Exception {
        var body = "{\"n\":1}";
        var signature = signature("1", now(), body, OLD);

        assertThat(sendSigned("1", now(), "{\"n\":2}", signature)).isEqualTo(401);
        assertThat(sendSigned("2", now(), body, signature)).isEqualTo(401);
        assertThat(send("1", now(), body, keys(3, Optional.empty()))).isEqualTo(401);
        assertThat(sendSigned("1", now(), body, "nonsense")).isEqualTo(401);
        assertThat(send("1", now() - 600, body, OLD)).as("too old").isEqualTo(400);
        assertThat(send("1", now() + 600, body, OLD)).as("too early").isEqualTo(400);
        var bare = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        assertThat(http.send(bare, HttpResponse.BodyHandlers.discarding()).statusCode())
                .isEqualTo(400);
        assertThat(printed).isEmpty();
    }

    private int send(String id, long time, String body, SigningKeys by) throws IOException, InterruptedException {
        return sendSigned(id, time, body, signature(id, time, body, by));
    }

    private int sendSigned(String id, long time, String body, String signature)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                .header("webhook-id", id)
                .header("webhook-timestamp", Long.toString(time))
                .header("webhook-signature", signature)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static String signature(String id, long time, String body, SigningKeys by) {
        var signed = by.sign((id + "." + time + "." + body).getBytes(StandardCharsets.UTF_8));
        return "v1a," + Base64.getEncoder().encodeToString(signed);
    }

    private static long now() {
        return Instant.now().getEpochSecond();
    }

    private void read() {
        try (var lines = new BufferedReader(new InputStreamReader(receiver.getInputStream(), StandardCharsets.UTF_8))) {
            lines.lines().forEach(printed::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SigningKeys keys(int seed, Optional<List<String>> published) {
        var bytes = new byte[32];
        bytes[0] = (byte) seed;
        return new SigningKeys(Base64.getEncoder().encodeToString(bytes), published);
    }

    private static String x(SigningKeys keys) {
        return new JsonObject(keys.published())
                .getJsonArray("keys")
                .getJsonObject(0)
                .getString("x");
    }
}
