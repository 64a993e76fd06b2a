package city.huitong.platform.outbox;

/**
 * Something that happened and that others must hear of. Sent as a CloudEvent 1.0 in binary mode.
 *
 * @param topic the Kafka topic
 * @param key what the event is about; events of one key arrive in the order of their commits. Becomes the message key and the
 *     CloudEvents {@code subject}, so it is a pseudonym or an identifier, never an official number
 * @param type the CloudEvents {@code type}, for example {@code city.huitong.facts.changed.v1}
 * @param data JSON text without personal data
 */
public record OutboxEvent(String topic, String key, String type, String data) {}
