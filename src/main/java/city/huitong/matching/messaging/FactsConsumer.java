package city.huitong.matching.messaging;

import static java.util.Comparator.naturalOrder;

import city.huitong.catalog.SubjectId;
import city.huitong.catalog.SubjectKind;
import city.huitong.matching.MatchChanged;
import city.huitong.platform.runtime.CityClock;
import city.huitong.platform.runtime.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
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
    private final CityClock clock;
    private final Timer lag;

    FactsConsumer(MatchChanged matchChanged, Traces traces, CityClock clock, MeterRegistry metrics) {
        this.matchChanged = matchChanged;
        this.traces = traces;
        this.clock = clock;
        this.lag = Timer.builder("huitong.matching.lag")
                .description("From the change of a subject's facts until it was matched; the longest of each batch")
                .register(metrics);
    }

    @Incoming("facts")
    Uni<Void> changed(ConsumerRecords<String, String> events) {
        var traceparents = headers(events, Traces.TRACEPARENT).toList();
        return traces.follow("match", traceparents, () -> matchChanged.match(subjects(events)))
                .invoke(() -> headers(events, "ce_time").min(naturalOrder()).ifPresent(this::matched));
    }

    private void matched(String oldest) {
        lag.record(Duration.between(Instant.parse(oldest), clock.now()));
    }

    private static Stream<String> headers(ConsumerRecords<String, String> events, String name) {
        return stream(events)
                .map(event -> event.headers().lastHeader(name))
                .filter(Objects::nonNull)
                .map(header -> new String(header.value(), StandardCharsets.UTF_8));
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
