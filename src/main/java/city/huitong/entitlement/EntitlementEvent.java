package city.huitong.entitlement;

import city.huitong.entitlement.Standing.KeptOut;
import city.huitong.entitlement.Standing.Undecided;
import city.huitong.platform.outbox.OutboxEvent;
import java.util.stream.Collectors;

/**
 * An entitlement's movement as others hear it: policy, subject's pseudonym, state, amount. All of its parts are identifiers,
 * numbers and dates, so its JSON needs no escaping. Policy, version, subject and {@code periodFrom} say what it is about; the subject is
 * the unit that the benefit is paid for.
 */
final class EntitlementEvent {

    static final String TOPIC = "huitong.entitlements";

    private EntitlementEvent() {}

    static OutboxEvent of(MadeMove move) {
        return event(move.movement(), move.entitlement(), "");
    }

    /** Money that moved. */
    static OutboxEvent of(Movement movement, Entitlement entitlement, Payment payment) {
        return event(
                movement,
                entitlement,
                ",\"paid\":{\"periodFrom\":\"%s\",\"n\":%d,\"amountFen\":%d}"
                        .formatted(payment.periodFrom(), payment.n(), payment.amountFen()));
    }

    private static OutboxEvent event(Movement movement, Entitlement entitlement, String more) {
        var data = """
                {"policy":"%s","subject":"%s","kind":"%s","state":"%s","asOf":"%s"%s%s%s}""".formatted(
                        entitlement.policy().value(),
                        entitlement.subject(),
                        entitlement.kind().word(),
                        entitlement.standing().word(),
                        entitlement.asOf(),
                        entitlement
                                .standing()
                                .award()
                                .map(award -> award(award, entitlement))
                                .orElse(""),
                        details(entitlement.standing()),
                        more);
        return new OutboxEvent(TOPIC, entitlement.subject().toString(), movement.eventType(), data);
    }

    private static String award(Award award, Entitlement entitlement) {
        return ",\"version\":\"%s\",\"amountFen\":%d,\"period\":\"%s\",\"periodFrom\":\"%s\""
                .formatted(
                        award.version(),
                        award.amountFen(),
                        award.period().word(),
                        entitlement.periodFrom(entitlement.asOf()));
    }

    private static String details(Standing standing) {
        return switch (standing) {
            case Undecided(var missing) ->
                missing.stream()
                        .map(name -> "\"" + name + "\"")
                        .collect(Collectors.joining(",", ",\"missing\":[", "]"));
            case KeptOut kept -> ",\"excludedBy\":\"%s\"".formatted(kept.cause().word());
            default -> "";
        };
    }
}
