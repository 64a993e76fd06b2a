package city.huitong.embedded;

import io.smallrye.reactive.messaging.kafka.companion.test.EmbeddedKafkaBroker;
import java.io.Closeable;
import java.nio.file.Path;
import java.util.Properties;

/** A real Kafka broker (KRaft, one node) inside this JVM. */
record EmbeddedKafkaServer(EmbeddedKafkaBroker broker, int port) implements Closeable {

    private static final int USUAL_PORT = 9092;
    /** Constant, because a kept log folder belongs to one cluster. */
    private static final String CLUSTER = "aHVpdG9uZy1jaXR5LWh1Yg";

    static EmbeddedKafkaServer start(Path folder, boolean usualPort) {
        return start(folder, FreePort.choose(usualPort, USUAL_PORT));
    }

    /** Starts it where clients already look for it. */
    static EmbeddedKafkaServer start(Path folder, int port) {
        var broker = new EmbeddedKafkaBroker()
                .withKafkaPort(port)
                .withDeleteLogDirsOnClose(false)
                .withClusterId(CLUSTER)
                .withAdditionalProperties(settings -> settings.putAll(settings(folder)))
                .start();
        return new EmbeddedKafkaServer(broker, port);
    }

    private static Properties settings(Path folder) {
        var settings = new Properties();
        settings.setProperty("log.dir", folder.toString());
        settings.setProperty("log.dirs", folder.toString());
        settings.setProperty("num.partitions", "4");
        settings.setProperty("auto.create.topics.enable", "true");
        settings.setProperty("group.initial.rebalance.delay.ms", "0");
        // Together with the ordered stop: a restart takes 2 s instead of 11 s.
        settings.setProperty("controlled.shutdown.enable", "true");
        settings.setProperty("broker.session.timeout.ms", "2000");
        settings.setProperty("broker.heartbeat.interval.ms", "500");
        return settings;
    }

    @Override
    public void close() {
        broker.close();
    }
}
