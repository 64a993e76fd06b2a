package city.huitong.faults;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * All events of a topic as a subscriber has seen them: by key, in the order in which they arrived. An event that came again is
 * listed once, where it came first, because a subscriber must leave repetitions out by their id.
 */
record Events(Map<String, List<Event>> byKey) {

    /** One event. */
    record Event(UUID id, String key, String data) {

        static Event of(ConsumerRecord<String, String> record) {
            var id = new String(record.headers().lastHeader("ce_id").value(), StandardCharsets.US_ASCII);
            return new Event(UUID.fromString(id), record.key(), record.value());
        }

        /** When its id was drawn, in milliseconds (UUIDv7). While it is drawn, what the event is about is locked. */
        long drawnAt() {
            return id.getMostSignificantBits() >>> 16;
        }
    }

    static Events of(String kafka, String topic) {
        var arrived = new LinkedHashMap<UUID, Event>();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", kafka),
                new StringDeserializer(),
                new StringDeserializer())) {
            readAll(consumer, topic).forEach(event -> arrived.putIfAbsent(event.id(), event));
        }
        return new Events(arrived.values().stream().collect(Collectors.groupingBy(Event::key)));
    }

    private static List<Event> readAll(KafkaConsumer<String, String> consumer, String topic) {
        var partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        var ends = consumer.endOffsets(partitions);
        var events = new ArrayList<Event>();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(Duration.ofSeconds(1)).forEach(record -> events.add(Event.of(record)));
        }
        return events;
    }

    List<Event> about(String key) {
        return byKey.getOrDefault(key, List.of());
    }
}
