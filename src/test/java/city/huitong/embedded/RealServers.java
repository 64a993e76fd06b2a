package city.huitong.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;

/** A PostgreSQL and a Kafka broker of a test's own, which it may stop and start again. */
public final class RealServers implements AutoCloseable {

    private final DataFolder folder;
    private final EmbeddedPostgresServer postgres;
    private EmbeddedKafkaServer kafka;

    private RealServers(DataFolder folder, EmbeddedPostgresServer postgres, EmbeddedKafkaServer kafka) {
        this.folder = folder;
        this.postgres = postgres;
        this.kafka = kafka;
    }

    /** Starts both in a temporary folder. */
    public static RealServers start() throws IOException {
        var folder = new DataFolder(Files.createTempDirectory("huitong-faults-"), false);
        var postgres = EmbeddedPostgresServer.start(folder.path().resolve("postgres"), false);
        var kafka = EmbeddedKafkaServer.start(folder.path().resolve("kafka"), false);
        return new RealServers(folder, postgres, kafka);
    }

    /** The settings that lead a hub to them. */
    public Map<String, String> settings() {
        return Map.of(
                "quarkus.datasource.reactive.url",
                "postgresql://localhost:" + postgres.port() + "/postgres",
                "quarkus.datasource.jdbc.url",
                jdbcUrl(),
                "kafka.bootstrap.servers",
                kafkaAddress());
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://localhost:" + postgres.port() + "/postgres";
    }

    public String kafkaAddress() {
        return "localhost:" + kafka.port();
    }

    /** From now on nobody answers at the broker's address. */
    public void stopBroker() {
        kafka.close();
    }

    /** The broker is back at the same address, with what it had. */
    public void startBroker() {
        kafka = EmbeddedKafkaServer.start(folder.path().resolve("kafka"), kafka.port());
    }

    @Override
    public void close() throws IOException {
        kafka.close();
        postgres.close();
        folder.delete();
    }
}
