package city.huitong.matching.messaging;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;

import city.huitong.catalog.FactName;
import city.huitong.catalog.SubjectId;
import city.huitong.catalog.SubjectKind;
import city.huitong.matching.SubjectColumns;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Keeps this process' columns current. It begins to load them when its place in the topics is fixed: what changes from then on
 * is heard, what was before is loaded.
 */
@ApplicationScoped
@Identifier("columns")
class ColumnsConsumer implements KafkaConsumerRebalanceListener {

    private static final Duration FIRST_RETRY = Duration.ofMillis(200);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(10);
    private static final String DEFINITIONS = "huitong.fact-definitions";

    private final SubjectColumns columns;

    ColumnsConsumer(SubjectColumns columns) {
        this.columns = columns;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        // Asking for the place settles it; it is the end.
        partitions.forEach(consumer::position);
        if (!partitions.isEmpty()) {
            columns.start();
        }
    }

    @Incoming("columns")
    Uni<Void> heard(ConsumerRecords<String, String> events) {
        stream(events)
                .filter(event -> event.topic().equals(DEFINITIONS))
                .flatMap(event -> FactName.parse(new JsonObject(event.value()).getString("fact")).stream())
                .map(FactName::kind)
                .distinct()
                .forEach(columns::redefined);
        return columns.changed(subjects(events))
                .onFailure()
                .retry()
                .withBackOff(FIRST_RETRY, LONGEST_RETRY)
                .indefinitely();
    }

    private static Map<SubjectKind, Collection<SubjectId>> subjects(ConsumerRecords<String, String> events) {
        return stream(events)
                .filter(event -> !event.topic().equals(DEFINITIONS))
                .map(event -> new JsonObject(event.value()))
                .collect(groupingBy(
                        event -> SubjectKind.parse(event.getString("kind")).orElseThrow(),
                        mapping(
                                event -> new SubjectId(UUID.fromString(event.getString("subject"))),
                                toCollection(LinkedHashSet::new))));
    }

    private static Stream<ConsumerRecord<String, String>> stream(ConsumerRecords<String, String> events) {
        return StreamSupport.stream(events.spliterator(), false);
    }
}
