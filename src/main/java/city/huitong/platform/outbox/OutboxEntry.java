package city.huitong.platform.outbox;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event as stored.
 *
 * @param id the CloudEvents {@code id}; the same when the event is sent again
 * @param occurredAt when its transaction began, UTC
 * @param traceparent the trace in which it was appended; null when it was not traced
 */
record OutboxEntry(
        UUID id,
        OutboxEvent event,
        Instant occurredAt,
        @Nullable String traceparent) {}
