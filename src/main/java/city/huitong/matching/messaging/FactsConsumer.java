package city.huitong.matching.messaging;

import city.huitong.catalog.SubjectId;
import city.huitong.catalog.SubjectKind;
import city.huitong.matching.MatchChanged;
import city.huitong.platform.runtime.Traces;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears whose facts changed. Acknowledged after the matching has committed; hearing it twice changes nothing. */
@ApplicationScoped
class FactsConsumer {

    private final MatchChanged matchChanged;
    private final Traces traces;

    FactsConsumer(MatchChanged matchChanged, Traces traces) {
        this.matchChanged = matchChanged;
        this.traces = traces;
    }

    @Incoming("facts")
    Uni<Void> changed(ConsumerRecords<String, String> events) {
        return traces.follow("match", traceparents(events), () -> matchChanged.match(subjects(events)));
    }

    private static List<String> traceparents(ConsumerRecords<String, String> events) {
        return stream(events)
                .map(event -> event.headers().lastHeader(Traces.TRACEPARENT))
                .filter(Objects::nonNull)
                .map(header -> new String(header.value(), StandardCharsets.UTF_8))
                .toList();
    }

    private static Map<SubjectKind, Collection<SubjectId>> subjects(ConsumerRecords<String, String> events) {
        return stream(events)
                .map(event -> new JsonObject(event.value()))
                .collect(Collectors.groupingBy(
                        event -> SubjectKind.parse(event.getString("kind")).orElseThrow(),
                        Collectors.mapping(
                                event -> new SubjectId(UUID.fromString(event.getString("subject"))),
                                Collectors.toCollection(LinkedHashSet::new))));
    }

    private static Stream<ConsumerRecord<String, String>> stream(ConsumerRecords<String, String> events) {
        return StreamSupport.stream(events.spliterator(), false);
    }
}
