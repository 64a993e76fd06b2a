package city.huitong.faults;

import static org.assertj.core.api.Assertions.assertThat;

import city.huitong.embedded.RealServers;
import city.huitong.embedded.demo.FreshNumbers;
import city.huitong.hub.HubProcess;
import city.huitong.platform.webhook.Recipient;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A hub is killed while it delivers; the next one tells the recipient all the same. */
class WebhookRestartIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final List<String> OPTIONS = List.of(
            "-Xmx384m",
            "-XX:TieredStopAtLevel=1",
            "-Dhuitong.webhooks.allow-loopback=true",
            "-Dhuitong.webhooks.deadline=5s");

    @Test
    void tellsWhatAKilledHubHadNotTold() throws Exception {
        var stuck = new CountDownLatch(1);
        try (var servers = RealServers.start();
                var recipient = Recipient.started()) {
            recipient.answering(_ -> awaited(stuck));
            try (var killed = HubProcess.start(servers.settings(), OPTIONS)) {
                killed.untilStarted();
                killed.put(
                        "/v1/webhooks/consents",
                        HubProcess.app(),
                        new JsonObject().put("url", recipient.url()).encode());
                killed.post("/v1/consents", HubProcess.app(), proposal());
                Awaitility.await()
                        .atMost(PATIENCE)
                        .until(() -> !recipient.messages().isEmpty());
                killed.kill();
            }
            var told = recipient.messages().size();
            stuck.countDown();
            try (var next = HubProcess.start(servers.settings(), OPTIONS)) {
                next.untilStarted();
                Awaitility.await()
                        .atMost(PATIENCE)
                        .until(() -> recipient.messages().size() > told);
                assertThat(recipient.messages())
                        .extracting(Recipient.Message::id)
                        .containsOnly(recipient.messages().getFirst().id());
                Awaitility.await().atMost(PATIENCE).until(() -> state(next).equals("DELIVERED"));
            }
        } finally {
            stuck.countDown();
        }
    }

    @Test
    void tellsOfVersionsThatAKilledHubHadNotToldOf() throws Exception {
        var down = new AtomicBoolean(true);
        try (var servers = RealServers.start();
                var recipient = Recipient.started()) {
            recipient.answering(_ -> down.get() ? 503 : 204);
            try (var killed = HubProcess.start(servers.settings(), OPTIONS)) {
                killed.untilStarted();
                killed.put(
                        "/v1/open/datasets/bus-stops/webhook",
                        HubProcess.app(),
                        new JsonObject().put("url", recipient.url()).encode());
                publish(killed, 1);
                Awaitility.await()
                        .atMost(PATIENCE)
                        .until(() -> !recipient.messages().isEmpty());
                publish(killed, 2);
                publish(killed, 3);
                killed.kill();
            }
            down.set(false);
            try (var next = HubProcess.start(servers.settings(), OPTIONS)) {
                next.untilStarted();
                Awaitility.await()
                        .atMost(PATIENCE)
                        .until(() -> recipient.messages().getLast().data().getLong("records") == 3);
            }
            mustFollowEachOther(recipient.messages());
        }
    }

    private static void publish(HubProcess hub, int stop) throws Exception {
        var line = "{\"stop\":\"S%04d\",\"name\":\"站\",\"lines\":1,\"district\":\"d01\"}\n".formatted(stop);
        var answer = hub.send("transport", "bus-stops", "", List.of(line.getBytes(StandardCharsets.UTF_8)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    /** The same again has the same id; a new one begins where the one before has ended. */
    private static void mustFollowEachOther(List<Recipient.Message> messages) {
        var told = new LinkedHashMap<String, JsonObject>();
        messages.forEach(message -> told.put(message.id(), message.data()));
        var since = told.firstEntry().getValue().getLong("since");
        for (var message : told.values()) {
            assertThat(message.getLong("since")).isEqualTo(since);
            since = message.getLong("version");
        }
    }

    private static String state(HubProcess hub) throws Exception {
        return hub.read("/v1/webhooks/consents/deliveries", HubProcess.app())
                .getJsonArray("items")
                .getJsonObject(0)
                .getString("state");
    }

    private static String proposal() {
        return new JsonObject()
                .put("subject", Map.of("kind", "person", "number", FreshNumbers.citizen()))
                .put("purpose", "service-delivery")
                .put("items", List.of(Map.of("kind", "fact", "code", "person.birth")))
                .put("notAfter", Instant.now().plus(Duration.ofHours(5)).toString())
                .put("maxReads", 1)
                .encode();
    }

    private static int awaited(CountDownLatch latch) {
        try {
            return latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS) ? 200 : 500;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
