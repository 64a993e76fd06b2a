package city.huitong.faults;

import city.huitong.embedded.RealServers;
import city.huitong.hub.HubProcess;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;

/** Two hubs over one database and one broker, as a city would run them. Either may be killed at any time. */
final class Hubs implements AutoCloseable {

    private static final Path LOG = Path.of("target/test-logs/faults-hub.log");
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /**
     * Small, and quick to start. The producer gives up on a broker, and the broker on a dead consumer, sooner than the settings
     * say, so that a test need not wait half a minute for either.
     */
    private static final String[] OPTIONS = {
        "-Xmx384m",
        "-Dquarkus.log.category.\"city.huitong\".level=DEBUG",
        "-XX:TieredStopAtLevel=1",
        "-Dkafka.session.timeout.ms=6000",
        "-Dmp.messaging.outgoing.outbox.delivery.timeout.ms=3000",
        "-Dmp.messaging.outgoing.outbox.request.timeout.ms=2000",
        "-Dmp.messaging.outgoing.outbox.max.block.ms=1000",
    };

    private final Map<String, String> servers;
    private final CopyOnWriteArrayList<HubProcess> hubs = new CopyOnWriteArrayList<>();
    /** Which hub a body was last sent to, by its key. */
    private final ConcurrentHashMap<String, Integer> storing = new ConcurrentHashMap<>();

    private Hubs(Map<String, String> servers) {
        this.servers = servers;
    }

    /** Starts both and waits for the first one, which makes the tables and loads the city. */
    static Hubs start(RealServers servers) throws Exception {
        Files.deleteIfExists(LOG);
        var hubs = new Hubs(servers.settings());
        hubs.hubs.add(hubs.newHub());
        hubs.hubs.getFirst().untilStarted();
        hubs.hubs.add(hubs.newHub());
        return hubs;
    }

    /** Waits for both. */
    void untilStarted() throws Exception {
        for (var hub : hubs) {
            hub.untilStarted();
        }
    }

    private HubProcess newHub() throws IOException {
        return HubProcess.start(servers, LOG, OPTIONS);
    }

    /** Does what a department is told to do: sends a body under its key again, to any hub, until one has answered. */
    String sendUntilAnswered(String key, Iterable<byte[]> lines) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> answer(key, lines), Optional::isPresent)
                .orElseThrow();
    }

    private Optional<String> answer(String key, Iterable<byte[]> lines) throws InterruptedException {
        try {
            var hub = storing.merge(key, 0, (last, _) -> (last + 1) % hubs.size());
            return accepted(send(hub, key, lines));
        } catch (IOException _) {
            // Killed, or not listening yet.
            return Optional.empty();
        }
    }

    private static Optional<String> accepted(HttpResponse<String> answer) {
        if (answer.statusCode() == 200) {
            return Optional.of(answer.body());
        }
        if (answer.statusCode() == 503) {
            return Optional.empty();
        }
        throw new AssertionError("answered " + answer.statusCode() + " " + answer.body());
    }

    /** Sends records of the population register to one of the hubs. */
    HttpResponse<String> send(int hub, String key, Iterable<byte[]> lines) throws IOException, InterruptedException {
        return hubs.get(hub).send("public-security", "population", key, lines);
    }

    /** Kills the hub that is storing this body, and starts another one in its place. */
    void killWhoeverStores(String key) throws IOException {
        kill(storing.get(key));
    }

    /** Kills both, and starts others in their place. */
    void killAll() throws IOException {
        for (var hub = 0; hub < hubs.size(); hub++) {
            kill(hub);
        }
    }

    private void kill(int hub) throws IOException {
        hubs.get(hub).kill();
        hubs.set(hub, newHub());
    }

    /** How often a relay has given up a round and said so. */
    static long warningsOfTheRelay() throws IOException {
        try (var lines = Files.lines(LOG)) {
            return lines.filter(line -> line.contains("the outbox could not be relayed"))
                    .count();
        }
    }

    @Override
    public void close() {
        hubs.forEach(HubProcess::kill);
    }
}
