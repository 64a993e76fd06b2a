package city.huitong.entitlement;

import city.huitong.entitlement.Standing.KeptOut;
import city.huitong.entitlement.Standing.Undecided;
import city.huitong.platform.outbox.OutboxEvent;
import java.util.stream.Collectors;

/**
 * An entitlement's movement as others hear it: policy, subject's pseudonym, state, amount. All of its parts are identifiers,
 * numbers and dates, so its JSON needs no escaping. It is put together by hand, as a run makes tens of thousands a second. Policy, version, subject and {@code periodFrom} say what it is about; the subject is
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
        var standing = entitlement.standing();
        var data = "{\"policy\":\"" + entitlement.policy().value()
                + "\",\"subject\":\"" + entitlement.subject()
                + "\",\"kind\":\"" + entitlement.kind().word()
                + "\",\"state\":\"" + standing.word()
                + "\",\"asOf\":\"" + entitlement.asOf() + '"'
                + standing.award().map(award -> award(award, entitlement)).orElse("")
                + details(standing)
                + more
                + '}';
        return new OutboxEvent(TOPIC, entitlement.subject().toString(), movement.eventType(), data);
    }

    private static String award(Award award, Entitlement entitlement) {
        return ",\"version\":\"" + award.version()
                + "\",\"amountFen\":" + award.amountFen()
                + ",\"period\":\"" + award.period().word()
                + "\",\"periodFrom\":\"" + entitlement.periodFrom(entitlement.asOf()) + '"';
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
