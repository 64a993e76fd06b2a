package city.huitong.platform.outbox;

import city.huitong.platform.runtime.Traces;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaProducer;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.jspecify.annotations.Nullable;

/** Sends events to Kafka as CloudEvents 1.0 in binary mode: attributes are headers ({@code ce_id} …), the data is the value. */
@ApplicationScoped
public class EventSender {

    private static final String CHANNEL = "outbox";
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final KafkaProducer<String, String> producer;
    private final byte[] source;
    private final Counter sent;

    EventSender(
            // Injected so that the channel, and with it its producer, exists.
            @Channel(CHANNEL) MutinyEmitter<String> channel,
            KafkaClientService clients,
            MeterRegistry metrics,
            @ConfigProperty(name = "huitong.events.source", defaultValue = "/huitong") String source) {
        this.producer = clients.getProducer(CHANNEL);
        this.source = bytes(source);
        this.sent = metrics.counter("huitong.outbox.sent");
    }

    /**
     * Completes when the broker has acknowledged every event; fails when it refused one or did not answer in time. Either way
     * nothing of this round is under way any more, so that the next one, which sends the rest again, is not overtaken by it.
     */
    Uni<Void> send(List<OutboxEntry> entries) {
        if (entries.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Function<Producer<String, String>, Uni<Void>> send = kafka -> acknowledgedBy(kafka, entries);
        return producer.runOnSendingThread(send)
                .chain(acknowledged -> acknowledged)
                .ifNoItem()
                .after(DEADLINE)
                .fail()
                .invoke(() -> sent.increment(entries.size()));
    }

    private Uni<Void> acknowledgedBy(Producer<String, String> kafka, List<OutboxEntry> entries) {
        return Uni.createFrom().emitter(emitter -> sendAll(kafka, entries, new Round(emitter)));
    }

    /** What follows an event that could not be sent stays behind, or it would arrive before that one's next try. */
    private void sendAll(Producer<String, String> kafka, List<OutboxEntry> entries, Round round) {
        for (var entry : entries) {
            if (round.hasFailed()) {
                break;
            }
            round.begin();
            var _ = kafka.send(message(entry), round);
        }
        round.end(null);
    }

    /** Waits for the broker's answers; the loop that sends counts as one more, so that no early answer ends the round. */
    private static final class Round implements Callback {

        private final UniEmitter<? super Void> emitter;
        private final AtomicInteger open = new AtomicInteger(1);
        private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

        private Round(UniEmitter<? super Void> emitter) {
            this.emitter = emitter;
        }

        private boolean hasFailed() {
            return failure.get() != null;
        }

        private void begin() {
            open.incrementAndGet();
        }

        @Override
        public void onCompletion(RecordMetadata metadata, @Nullable Exception refusal) {
            end(refusal);
        }

        private void end(@Nullable Exception refusal) {
            failure.compareAndSet(null, refusal);
            if (open.decrementAndGet() > 0) {
                return;
            }
            var first = failure.get();
            if (first == null) {
                emitter.complete(null);
            } else {
                emitter.fail(first);
            }
        }
    }

    private ProducerRecord<String, String> message(OutboxEntry entry) {
        var event = entry.event();
        return new ProducerRecord<>(event.topic(), null, event.key(), event.data(), headers(entry));
    }

    private Headers headers(OutboxEntry entry) {
        var headers = new RecordHeaders()
                .add("ce_specversion", bytes("1.0"))
                .add("ce_id", bytes(entry.id().toString()))
                .add("ce_source", source)
                .add("ce_type", bytes(entry.event().type()))
                .add("ce_subject", bytes(entry.event().key()))
                .add("ce_time", bytes(entry.occurredAt().toString()))
                .add("content-type", bytes("application/json"));
        return entry.traceparent() == null ? headers : traced(headers, bytes(entry.traceparent()));
    }

    /** As consumers' tracers expect it, and as the CloudEvents extension "distributed tracing" has it. */
    private static Headers traced(Headers headers, byte[] traceparent) {
        return headers.add(Traces.TRACEPARENT, traceparent).add("ce_" + Traces.TRACEPARENT, traceparent);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
