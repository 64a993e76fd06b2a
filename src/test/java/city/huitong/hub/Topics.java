package city.huitong.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;

/** The hub's Kafka as departments and subscribers see it. */
public final class Topics {

    private Topics() {}

    /** Sends messages in this order and waits for the broker. */
    public static void send(String topic, List<String> messages) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers()), new StringSerializer(), new ByteArraySerializer())) {
            for (var message : messages) {
                producer.send(new ProducerRecord<>(topic, 0, "k", message.getBytes(StandardCharsets.UTF_8)))
                        .get(30, TimeUnit.SECONDS);
            }
        }
    }

    /** Reads a topic to its end, until at least so many messages have this key and hold the word; gives those, in order. */
    public static List<ConsumerRecord<String, String>> about(String topic, String key, String word, int count) {
        return until(topic, record -> key.equals(record.key()) && record.value().contains(word), count);
    }

    private static List<ConsumerRecord<String, String>> until(
            String topic, Predicate<ConsumerRecord<String, String>> wanted, int count) {
        var found = new ArrayList<ConsumerRecord<String, String>>();
        try (var consumer = consumer()) {
            consumer.subscribe(List.of(topic));
            Awaitility.await()
                    .pollInSameThread()
                    .pollInterval(Duration.ofMillis(10))
                    .atMost(Hub.DEADLINE)
                    .untilAsserted(() -> {
                        consumer.poll(Duration.ofMillis(200)).records(topic).forEach(record -> {
                            if (wanted.test(record)) {
                                found.add(record);
                            }
                        });
                        assertThat(found)
                                .as(() -> "of " + count + ", " + reach(consumer))
                                .hasSizeGreaterThanOrEqualTo(count);
                        assertThat(isAtEnd(consumer)).as(() -> reach(consumer)).isTrue();
                    });
        }
        return found;
    }

    private static boolean isAtEnd(KafkaConsumer<String, String> consumer) {
        return consumer.endOffsets(consumer.assignment()).entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    /** How far the reader has come, for who has to find out why it waited in vain. */
    private static String reach(KafkaConsumer<String, String> consumer) {
        return consumer.endOffsets(consumer.assignment()).entrySet().stream()
                .map(end -> end.getKey() + ": read " + consumer.position(end.getKey()) + " of " + end.getValue())
                .collect(Collectors.joining("; "));
    }

    private static KafkaConsumer<String, String> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        servers(),
                        "group.id",
                        "test-" + UUID.randomUUID(),
                        "auto.offset.reset",
                        "earliest",
                        // A topic that other tests have filled holds hundreds of thousands.
                        "max.poll.records",
                        "50000",
                        "max.partition.fetch.bytes",
                        "16777216"),
                new StringDeserializer(),
                new StringDeserializer());
    }

    private static String servers() {
        return ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
    }
}
