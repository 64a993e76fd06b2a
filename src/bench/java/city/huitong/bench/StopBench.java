package city.huitong.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import city.huitong.embedded.EmbeddedServers;
import city.huitong.hub.HubProcess;
import city.huitong.hub.People;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

/**
 * The packaged hub is told to stop while four departments' clients send. Whatever was acknowledged must be stored, and must
 * have its entitlement event after the next start; nothing may be logged that somebody would have to act on.
 */
class StopBench {

    private static final int SENDERS = 4;
    private static final int LINES = 100;
    private static final int OLD_PEOPLE = 9_000;
    private static final int ACKNOWLEDGED_BEFORE_STOP = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final AtomicInteger next = new AtomicInteger();
    /** The first person of each body that was acknowledged. */
    private final Set<Integer> acknowledged = ConcurrentHashMap.newKeySet();

    @Test
    void losesNothing() throws Exception {
        var servers = EmbeddedServers.startedFor("test", false);
        var stop = stopUnderLoad(servers);
        try (var hub = HubProcess.start(servers, List.of("-Xmx512m"))) {
            hub.untilStarted();
            for (var first : acknowledged) {
                assertThat(hub.send("public-security", "population", "", lines(first))
                                .body())
                        .contains("\"unchanged\":" + LINES);
            }
            awaitEvents(servers, acknowledged.size() * LINES);
        }
        var report =
                "stop while %d clients send, ms: %d; %d bodies of %d people were acknowledged before, all are stored and"
                        + " have their events";
        Files.writeString(
                Path.of("target/bench-stop.txt"), report.formatted(SENDERS, stop, acknowledged.size(), LINES));
        System.out.printf(report + "%n", SENDERS, stop, acknowledged.size(), LINES);
    }

    private long stopUnderLoad(Map<String, String> servers) throws Exception {
        try (var hub = HubProcess.start(servers, List.of("-Xmx512m"));
                var senders = Executors.newFixedThreadPool(SENDERS)) {
            hub.untilStarted();
            IntStream.range(0, SENDERS).forEach(_ -> send(hub, senders));
            await().atMost(PATIENCE).until(() -> acknowledged.size() >= ACKNOWLEDGED_BEFORE_STOP);
            var stop = hub.stop();
            assertThat(hub.errors()).isEmpty();
            return stop;
        }
    }

    /** Goes on until the hub refuses or is gone. */
    private void send(HubProcess hub, ExecutorService senders) {
        var _ = senders.submit(() -> {
            for (var first = next.getAndAdd(LINES);
                    first < OLD_PEOPLE && accepted(hub, first);
                    first = next.getAndAdd(LINES)) {
                acknowledged.add(first);
            }
            return null;
        });
    }

    private static boolean accepted(HubProcess hub, int first) throws Exception {
        try {
            return hub.send("public-security", "population", "", lines(first)).statusCode() == 200;
        } catch (IOException _) {
            return false;
        }
    }

    private static List<byte[]> lines(int first) {
        return IntStream.range(first, first + LINES)
                .mapToObj(person -> People.line(person, "x"))
                .toList();
    }

    /** Everybody who is old and of the city gets an allowance. */
    private static void awaitEvents(Map<String, String> servers, int people) {
        var settings = new Properties();
        settings.put("bootstrap.servers", servers.get("kafka.bootstrap.servers"));
        settings.put("group.id", "bench-stop");
        settings.put("auto.offset.reset", "earliest");
        var subjects = new HashSet<String>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of("huitong.entitlements"));
            var deadline = System.nanoTime() + PATIENCE.toNanos();
            while (subjects.size() < people && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(200)).forEach(event -> subjects.add(event.key()));
            }
        }
        assertThat(subjects).hasSizeGreaterThanOrEqualTo(people);
    }
}
