package city.huitong.entitlement;

import city.huitong.entitlement.Standing.Granted;
import city.huitong.entitlement.Standing.Undecided;
import city.huitong.entitlement.Standing.Withdrawn;
import city.huitong.platform.outbox.OutboxEvent;
import java.util.stream.Collectors;

/**
 * An entitlement's movement as others hear it: policy, subject's pseudonym, state, amount. All of its parts are identifiers,
 * numbers and dates, so its JSON needs no escaping.
 */
final class EntitlementEvent {

    static final String TOPIC = "huitong.entitlements";

    private EntitlementEvent() {}

    static OutboxEvent of(Movement movement, Entitlement entitlement) {
        var data = """
                {"policy":"%s","subject":"%s","kind":"%s","state":"%s","asOf":"%s"%s}""".formatted(
                        entitlement.policy().value(),
                        entitlement.subject(),
                        entitlement.kind().word(),
                        entitlement.standing().word(),
                        entitlement.asOf(),
                        details(entitlement.standing()));
        return new OutboxEvent(TOPIC, entitlement.subject().toString(), movement.eventType(), data);
    }

    private static String details(Standing standing) {
        return switch (standing) {
            case Granted granted ->
                ",\"version\":\"%s\",\"amountFen\":%d,\"period\":\"%s\""
                        .formatted(
                                granted.version(),
                                granted.amountFen(),
                                granted.period().word());
            case Undecided undecided ->
                undecided.missing().stream()
                        .map(name -> "\"" + name + "\"")
                        .collect(Collectors.joining(",", ",\"missing\":[", "]"));
            case Withdrawn _ -> "";
        };
    }
}
