package city.huitong.consent;

import city.huitong.consent.Consent.Moved;
import city.huitong.platform.outbox.OutboxEvent;
import city.huitong.platform.webhook.WebhookMessage;

/** A consent was moved. Names both sides, the subject by pseudonym, and nothing of what is consented to. */
public final class ConsentChanged {

    /** The Kafka topic; the key is the consent. */
    public static final String TOPIC = "huitong.consents";

    /** The CloudEvents type. */
    public static final String TYPE = "city.huitong.consent.changed.v1";

    /** The topic of webhooks. */
    public static final String WEBHOOK_TOPIC = "consents";

    private static final String WEBHOOK_TYPE = "consent.changed";

    private ConsentChanged() {}

    static OutboxEvent event(Moved moved) {
        var consent = moved.consent();
        var data =
                "{\"consent\":\"%s\",\"version\":%d,\"move\":\"%s\",\"state\":\"%s\",\"recipient\":\"%s\",\"subject\":\"%s\"}"
                        .formatted(
                                consent.id(),
                                consent.version(),
                                moved.event().move(),
                                consent.state().word(),
                                consent.request().recipient(),
                                consent.subject());
        return new OutboxEvent(TOPIC, consent.id().toString(), TYPE, data);
    }

    /** What the recipient is told: no more than that it should look. */
    static WebhookMessage message(Moved moved) {
        var consent = moved.consent();
        var id = consent.id().toString();
        var at = moved.event().at();
        var data = "{\"consent\":\"%s\",\"version\":%d,\"state\":\"%s\",\"move\":\"%s\",\"at\":\"%s\"}"
                .formatted(
                        id,
                        consent.version(),
                        consent.state().word(),
                        moved.event().move(),
                        at);
        return new WebhookMessage(consent.request().recipient(), WEBHOOK_TOPIC, id, WEBHOOK_TYPE, at, data);
    }
}
