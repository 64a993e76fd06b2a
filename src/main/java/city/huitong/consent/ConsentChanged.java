package city.huitong.consent;

import city.huitong.consent.Consent.Moved;
import city.huitong.platform.outbox.OutboxEvent;

/** A consent was moved. Names both sides, the subject by pseudonym, and nothing of what is consented to. */
public final class ConsentChanged {

    /** The Kafka topic; the key is the consent. */
    public static final String TOPIC = "huitong.consents";

    /** The CloudEvents type. */
    public static final String TYPE = "city.huitong.consent.changed.v1";

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
}
