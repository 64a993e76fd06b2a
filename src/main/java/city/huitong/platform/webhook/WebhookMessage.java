package city.huitong.platform.webhook;

import java.time.Instant;

/**
 * Something that a recipient is to hear of.
 *
 * @param client the recipient
 * @param topic what it has registered for, for example {@code consents}; of many of a kind {@code dataset:bus-stops}
 * @param about what it is about; messages about the same arrive in the order of their commits
 * @param type what has happened, for example {@code consent.changed}
 * @param at when, UTC
 * @param data JSON text without personal data: who is told asks for more with its own token
 */
public record WebhookMessage(String client, String topic, String about, String type, Instant at, String data) {

    /** What is sent, the same in each attempt. */
    String body() {
        return "{\"type\":\"%s\",\"timestamp\":\"%s\",\"data\":%s}".formatted(type, at, data);
    }
}
