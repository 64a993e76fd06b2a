package city.huitong.bench;

import city.huitong.embedded.EmbeddedServers;
import city.huitong.hub.HubProcess;
import city.huitong.hub.People;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

/**
 * Three figures of the packaged hub: its start against running servers, the rate of ingest with validation, facts and outbox,
 * and the time from an acknowledged change to its entitlement event. Servers, hub and driver share the machine.
 */
class HubBench {

    private static final Path LOG = Path.of("target/bench-hub.log");
    private static final int RECORDS = Integer.getInteger("bench.records", 300_000);
    private static final int BODIES = 3;
    private static final int CHANGES_PER_SECOND = 500;
    private static final int CHANGE_SECONDS = 20;
    private static final int TICKS_PER_SECOND = 10;
    private static final int OLD_PEOPLE = 9_000;

    @Test
    void measures() throws Exception {
        var servers = EmbeddedServers.startedFor("test", false);
        var report = new ArrayList<String>();
        startTimes(servers, report);
        try (var hub = HubProcess.start(servers, LOG, "-Xmx1g")) {
            hub.untilStarted();
            ingest(hub, report);
            latency(hub, servers, report);
        }
        Files.write(Path.of("target/bench.txt"), report);
        report.forEach(System.out::println);
    }

    private static void startTimes(Map<String, String> servers, List<String> report) throws Exception {
        var times = new ArrayList<Long>();
        for (var i = 0; i < 4; i++) {
            try (var hub = HubProcess.start(servers, LOG, "-Xmx512m")) {
                times.add(hub.until("/q/health/live"));
                hub.untilStarted();
            }
        }
        report.add("start until the first answer, ms (the first one migrates an empty database): " + times);
    }

    private static void ingest(HubProcess hub, List<String> report) throws Exception {
        for (var body = 0; body < BODIES; body++) {
            var first = body * RECORDS / BODIES;
            var last = (body + 1) * RECORDS / BODIES;
            var started = System.nanoTime();
            var answer = hub.send(
                    "public-security",
                    "population",
                    "",
                    () -> IntStream.range(first, last)
                            .mapToObj(person -> People.line(person, "other"))
                            .iterator());
            var seconds = (System.nanoTime() - started) / 1e9;
            report.add("ingest of %d new people in one body: %.0f records/s, answer %d %s"
                    .formatted(last - first, (last - first) / seconds, answer.statusCode(), answer.body()));
        }
    }

    /** Old people's registration is changed to the city's: each change grants an allowance. */
    private static void latency(HubProcess hub, Map<String, String> servers, List<String> report) throws Exception {
        var latencies = Collections.synchronizedList(new ArrayList<Double>());
        try (var consumer = consumer(servers)) {
            consumer.subscribe(List.of("huitong.entitlements"));
            while (consumer.assignment().isEmpty()) {
                consumer.poll(Duration.ofMillis(100));
            }
            drain(consumer);
            var perTick = CHANGES_PER_SECOND / TICKS_PER_SECOND;
            var next = System.nanoTime();
            for (var tick = 0; tick < CHANGE_SECONDS * TICKS_PER_SECOND; tick++) {
                var first = tick * perTick % OLD_PEOPLE;
                var hukou = tick * perTick / OLD_PEOPLE % 2 == 0 ? "x" : "other";
                var lines = IntStream.range(first, first + perTick)
                        .mapToObj(person -> People.line(person, hukou))
                        .toList();
                hub.send("public-security", "population", "", lines);
                var at = System.nanoTime();
                var waiting = perTick;
                while (waiting > 0 && System.nanoTime() - at < 5_000_000_000L) {
                    var records = consumer.poll(Duration.ofMillis(20));
                    var seen = System.nanoTime();
                    waiting -= records.count();
                    records.forEach(_ -> latencies.add((seen - at) / 1e6));
                }
                next += 1_000_000_000L / TICKS_PER_SECOND;
                java.util.concurrent.locks.LockSupport.parkNanos(Math.max(0, next - System.nanoTime()));
            }
        }
        Collections.sort(latencies);
        report.add(
                "acknowledged change to entitlement event at up to %d/s: %d events, p50 %.0f ms, p99 %.0f ms, max %.0f ms"
                        .formatted(
                                CHANGES_PER_SECOND,
                                latencies.size(),
                                quantile(latencies, 0.50),
                                quantile(latencies, 0.99),
                                quantile(latencies, 1)));
    }

    /** What ingest has caused must be through before anything is timed. */
    private static void drain(KafkaConsumer<String, String> consumer) {
        var quietSince = System.nanoTime();
        while (System.nanoTime() - quietSince < 5_000_000_000L) {
            if (consumer.poll(Duration.ofMillis(200)).count() > 0) {
                quietSince = System.nanoTime();
            }
        }
    }

    private static double quantile(List<Double> sorted, double q) {
        return sorted.isEmpty() ? Double.NaN : sorted.get((int) Math.min(sorted.size() - 1, q * sorted.size()));
    }

    private static KafkaConsumer<String, String> consumer(Map<String, String> servers) {
        var settings = new Properties();
        settings.put("bootstrap.servers", servers.get("kafka.bootstrap.servers"));
        settings.put("group.id", "bench");
        settings.put("auto.offset.reset", "earliest");
        return new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
    }
}
