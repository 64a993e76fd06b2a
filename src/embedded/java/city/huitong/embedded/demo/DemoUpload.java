package city.huitong.embedded.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * Sends the demo city to a hub as its departments would: over HTTP, each dataset as one body with an idempotency key, so that
 * sending it again changes nothing. Blocks.
 */
public final class DemoUpload {

    /** The city every hub in dev mode shows. */
    public static final long SEED = 20261101;

    /** The hub takes eight bodies at a time; others may want to send, too. */
    private static final int AT_A_TIME = 3;

    private static final Duration DEADLINE = Duration.ofMinutes(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI hub;
    private final HttpClient http = HttpClient.newHttpClient();

    public DemoUpload(URI hub) {
        this.hub = hub;
    }

    /**
     * What the hub answered.
     *
     * @param received lines, and of them accepted, unchanged and rejected
     */
    public record Answer(String dataset, String batch, long received, long accepted, long unchanged, long rejected) {}

    /**
     * Sends every dataset, a few at a time: while one is being stored, the next ones are being read.
     *
     * @return the answers in the order of the datasets
     */
    public List<Answer> sendAll(DemoCity city) {
        try (var senders = Executors.newFixedThreadPool(AT_A_TIME)) {
            var sent = city.datasets().stream()
                    .map(dataset -> CompletableFuture.supplyAsync(() -> send(city, dataset), senders))
                    .toList();
            return sent.stream().map(CompletableFuture::join).toList();
        }
    }

    /** Ends what is under way; it fails, and nothing can be sent any more. */
    public void cancel() {
        http.shutdownNow();
    }

    /** Sends one dataset. */
    public Answer send(DemoCity city, String dataset) {
        var department = get("/v1/datasets/" + dataset, token("officer"))
                .get("department")
                .asText();
        var request = HttpRequest.newBuilder(hub.resolve("/v1/datasets/" + dataset + "/records"))
                .timeout(DEADLINE)
                .header("Authorization", "Bearer " + token("department-" + department))
                .header("Content-Type", "application/x-ndjson")
                .header("Idempotency-Key", "demo-city-" + SEED)
                .POST(body(city.lines(dataset)))
                .build();
        var answer = send(request);
        return new Answer(
                dataset,
                answer.get("batchId").asText(),
                answer.get("received").asLong(),
                answer.get("accepted").asLong(),
                answer.get("unchanged").asLong(),
                answer.get("rejected").asLong());
    }

    /** An access token of the embedded issuer. */
    public String token(String client) {
        var form = "grant_type=client_credentials&client_id=" + client + "&client_secret=" + client;
        var request = HttpRequest.newBuilder(hub.resolve("/embedded/oauth2/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        return send(request).get("access_token").asText();
    }

    /** Reads a path as JSON. */
    public JsonNode get(String path, String token) {
        return send(HttpRequest.newBuilder(hub.resolve(path))
                .header("Authorization", "Bearer " + token)
                .build());
    }

    private JsonNode send(HttpRequest request) {
        try {
            var response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new IOException(
                        request.uri().getPath() + " answered " + response.statusCode() + ": " + response.body());
            }
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted", e));
        }
    }

    private static BodyPublisher body(Stream<String> lines) {
        Iterable<byte[]> chunks = () -> lines.map(line -> (line + "\n").getBytes(StandardCharsets.UTF_8))
                .iterator();
        return BodyPublishers.ofByteArrays(chunks);
    }
}
