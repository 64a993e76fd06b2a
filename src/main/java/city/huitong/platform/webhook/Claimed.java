package city.huitong.platform.webhook;

import java.time.Instant;
import java.util.UUID;

/**
 * A delivery that this process makes now; nobody else does until its time is over.
 *
 * @param attempt which one, from 1
 * @param failures how often in a row the recipient has failed, whatever it was sent
 */
record Claimed(
        long seq,
        UUID id,
        String client,
        String topic,
        String url,
        String body,
        int attempt,
        int failures,
        Instant createdAt) {}
