package city.huitong.subject;

import city.huitong.catalog.SubjectId;
import city.huitong.catalog.SubjectKind;
import city.huitong.platform.outbox.OutboxEvent;

/** Facts of a subject have new values. Names the subject by pseudonym and holds no value: who needs one reads it. */
public final class FactsChanged {

    /** The Kafka topic; the key is the subject. */
    public static final String TOPIC = "huitong.facts";

    /** The CloudEvents type. */
    public static final String TYPE = "city.huitong.facts.changed.v1";

    private FactsChanged() {}

    static OutboxEvent event(SubjectKind kind, SubjectId subject) {
        var data = "{\"subject\":\"" + subject + "\",\"kind\":\"" + kind.word() + "\"}";
        return new OutboxEvent(TOPIC, subject.toString(), TYPE, data);
    }
}
