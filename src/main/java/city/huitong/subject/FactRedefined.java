package city.huitong.subject;

import city.huitong.catalog.FactName;
import city.huitong.platform.outbox.OutboxEvent;
import java.util.UUID;

/** A fact means something new, and subjects have new values of it: whoever decides by it decides anew about everybody. */
public final class FactRedefined {

    /** The Kafka topic; the key is the fact. */
    public static final String TOPIC = "huitong.fact-definitions";

    /** The CloudEvents type. */
    public static final String TYPE = "city.huitong.fact.redefined.v1";

    private FactRedefined() {}

    /** The event; the change's id makes it harmless to hear it twice. */
    public static OutboxEvent event(FactName fact, UUID change) {
        return new OutboxEvent(
                TOPIC, fact.toString(), TYPE, "{\"fact\":\"" + fact + "\",\"change\":\"" + change + "\"}");
    }
}
