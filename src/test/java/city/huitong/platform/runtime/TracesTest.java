package city.huitong.platform.runtime;

import static city.huitong.hub.Hub.POLICE;
import static city.huitong.hub.Hub.as;
import static city.huitong.hub.Hub.send;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.not;

import city.huitong.embedded.demo.FreshNumbers;
import city.huitong.hub.Hub;
import city.huitong.hub.Topics;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With the two settings of docs/operations.md, a collector gets one trace from a request to the entitlement it causes. */
@QuarkusTest
@TestProfile(TracesTest.Traced.class)
class TracesTest {

    private static final String ENDPOINT = "quarkus.otel.exporter.otlp.endpoint";

    /** Traces on, sent to a port that this test listens on. */
    public static final class Traced implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return Map.of(
                        "quarkus.otel.sdk.disabled",
                        "false",
                        ENDPOINT,
                        "http://localhost:" + socket.getLocalPort(),
                        "quarkus.otel.bsp.schedule.delay",
                        "200ms");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final String NAME = "王芳";
    private static final String ALLOWANCE = "x.elderly-allowance";

    private final ConcurrentLinkedQueue<Span> spans = new ConcurrentLinkedQueue<>();
    private final String number = FreshNumbers.citizen();
    private HttpServer collector;

    @BeforeEach
    void listen() throws IOException {
        var port = URI.create(ConfigProvider.getConfig().getValue(ENDPOINT, String.class))
                .getPort();
        collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        collector.createContext("/v1/traces", this::receive);
        collector.start();
        Hub.awaitCity();
    }

    @AfterEach
    void stop() {
        collector.stop(0);
    }

    @Test
    void followOneRequestToTheEntitlementItCauses() {
        var trace = "%032x".formatted(new BigInteger(127, new Random()));

        as(POLICE)
                .header("traceparent", "00-" + trace + "-00000000000000a1-01")
                .contentType("application/x-ndjson")
                .body(person().getBytes(StandardCharsets.UTF_8))
                .post("/v1/datasets/population/records")
                .then()
                .statusCode(200);

        // After a restart the consumers first have to get their partitions back.
        await().atMost(Hub.DEADLINE.multipliedBy(4))
                .untilAsserted(() -> assertThat(steps(trace))
                        .contains(
                                "SERVER POST /v1/datasets/{id}/records",
                                "CLIENT INSERT batch",
                                "CLIENT INSERT outbox",
                                "CONSUMER huitong.facts receive",
                                "CONSUMER match",
                                "CLIENT INSERT entitlement"));
        var event = Topics.about("huitong.entitlements", Hub.subject(number), ALLOWANCE, 1)
                .getFirst();
        assertThat(header(event, "traceparent")).startsWith("00-" + trace).isEqualTo(header(event, "ce_traceparent"));
    }

    @Test
    void tellNothingAboutAnybody() {
        send(POLICE, "population", person());
        var id = Hub.subject(number);
        as("officer").get("/v1/subjects/" + id + "/facts?asOf=2026-01-01&number=" + number);
        as("officer").get("/v1/subjects/" + number + "/decisions");
        as("officer").get("/nothing/" + number);
        as("officer").get("/v1/datasets/" + NAME + "?" + number);
        given().header("Authorization", "Bearer " + number).get("/v1/subjects/" + id + "/facts");
        as("officer")
                .contentType("application/json")
                .body("{\"query\":\"{ subject(id: \\\"" + id + "\\\") { facts { value } decisions { outcome } } }\"}")
                .post("/graphql")
                .then()
                .body("data.subject.facts", not(empty()));
        as("officer").get("/v1/runs/" + UUID.randomUUID());

        // Spans are sent in the order in which they end.
        await().atMost(Hub.DEADLINE).until(() -> names().contains("GET /v1/runs/{id}"));
        assertThat(names()).contains("GET /v1/subjects/{id}/facts", "POST /graphql", "POST /v1/subjects/lookup");
        assertThat(spans).noneMatch(span -> tells(span, id) || tells(span, number) || tells(span, NAME));
    }

    private String person() {
        return """
                {"citizen_number":"%s","name":"%s","sex":"female","birth":"1940-03-01","hukou":"x"}""".formatted(number, NAME);
    }

    private static boolean tells(Span span, String what) {
        return new String(span.toByteArray(), StandardCharsets.UTF_8).contains(what);
    }

    private List<String> names() {
        return spans.stream().map(Span::getName).toList();
    }

    /** What was done within a trace. */
    private List<String> steps(String trace) {
        return spans.stream()
                .filter(span ->
                        trace.equals(HexFormat.of().formatHex(span.getTraceId().toByteArray())))
                .map(span -> span.getKind().name().replace("SPAN_KIND_", "") + " " + span.getName())
                .toList();
    }

    private static String header(ConsumerRecord<String, String> event, String name) {
        return new String(event.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private void receive(HttpExchange exchange) throws IOException {
        var request = ExportTraceServiceRequest.parseFrom(exchange.getRequestBody());
        request.getResourceSpansList().stream()
                .flatMap(resource -> resource.getScopeSpansList().stream())
                .forEach(scope -> spans.addAll(scope.getSpansList()));
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }
}
