package city.huitong.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Starts PostgreSQL, Kafka and the issuer's key once per JVM and profile, and stops them after the application.
 *
 * <p>The class is loaded again by each class loader of dev mode, so nothing may live in static fields: the settings are kept
 * as text in system properties, which all of them share.
 */
public final class EmbeddedServers {

    private static final String STATE = "huitong.embedded.state.";

    private EmbeddedServers() {}

    /** The settings of the servers of this profile, started when they are not yet. */
    public static Map<String, String> startedFor(String profile, boolean reset) {
        synchronized (System.getProperties()) {
            var state = System.getProperty(STATE + profile);
            if (state == null) {
                state = encode(start(profile, reset));
                System.setProperty(STATE + profile, state);
            }
            return decode(state);
        }
    }

    private static Map<String, String> start(String profile, boolean reset) {
        try {
            var folder = DataFolder.forProfile(profile, reset);
            return startIn(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the embedded servers did not start", e);
        }
    }

    private static Map<String, String> startIn(DataFolder folder) throws IOException {
        var lock = lock(folder.path());
        // Registered before the starts, so that a failed Kafka leaves no PostgreSQL behind.
        var shutdown = OrderedShutdown.register(folder, lock);
        var postgres = EmbeddedPostgresServer.start(folder.path().resolve("postgres"), folder.keeps());
        shutdown.afterApplication(postgres);
        var kafka = EmbeddedKafkaServer.start(folder.path().resolve("kafka"), folder.keeps());
        shutdown.afterApplication(kafka);
        var keys = IssuerKeys.in(folder.path());
        return Map.of(
                "quarkus.datasource.reactive.url",
                "postgresql://localhost:" + postgres.port() + "/postgres",
                "quarkus.datasource.jdbc.url",
                "jdbc:postgresql://localhost:" + postgres.port() + "/postgres",
                "kafka.bootstrap.servers",
                "localhost:" + kafka.port(),
                "quarkus.oidc.public-key",
                keys.publicKey(),
                "huitong.embedded.private-key",
                keys.privateKey(),
                "huitong.embedded.persistent",
                Boolean.toString(folder.keeps()));
    }

    private static FileLock lock(Path folder) throws IOException {
        var channel = FileChannel.open(
                Files.createDirectories(folder).resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            var lock = channel.tryLock();
            if (lock != null) {
                return lock;
            }
        } catch (OverlappingFileLockException _) {
            // Same answer as for another process.
        }
        throw new IOException("another hub already uses the folder " + folder
                + "; stop it first, or give this one a folder of its own with -Dhuitong.embedded.data=...");
    }

    private static String encode(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("\n"));
    }

    private static Map<String, String> decode(String state) {
        return state.lines()
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }
}
