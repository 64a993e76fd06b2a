package city.huitong.entitlement;

import city.huitong.entitlement.Standing.Declined;
import city.huitong.entitlement.Standing.Granted;
import city.huitong.entitlement.Standing.KeptOut;
import city.huitong.entitlement.Standing.Matched;
import city.huitong.entitlement.Standing.Notified;
import city.huitong.entitlement.Standing.Suspended;
import city.huitong.entitlement.Standing.Undecided;
import city.huitong.entitlement.Standing.Withdrawn;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What others hear when a subject's standing changes, or when money moves. */
public enum Movement {
    MATCHED,
    NOTIFIED,
    DECLINED,
    GRANTED,
    CHANGED,
    SUSPENDED,
    RESUMED,
    EXCLUDED,
    WITHDRAWN,
    UNDETERMINED,
    DISBURSED,
    TOPPED_UP,
    CLAWED_BACK;

    /**
     * The movements from one standing to another, in their order; empty when nothing moved. Who had something and is now kept from it
     * is withdrawn first, so that whoever only hears of withdrawals stops paying, too.
     */
    static List<Movement> between(Optional<Standing> before, Standing now) {
        if (before.filter(now::equals).isPresent()) {
            return List.of();
        }
        var had = before.filter(Movement::has).isPresent();
        return now instanceof KeptOut && had ? List.of(WITHDRAWN, EXCLUDED) : List.of(one(before, now));
    }

    private static boolean has(Standing standing) {
        return standing instanceof Granted || standing instanceof Suspended;
    }

    private static Movement one(Optional<Standing> before, Standing now) {
        var sameState = before.filter(each -> each.word().equals(now.word())).isPresent();
        return switch (now) {
            case Granted _ ->
                before.filter(Suspended.class::isInstance).isPresent() ? RESUMED : first(sameState, GRANTED);
            case Matched _ -> first(sameState, MATCHED);
            case Notified _ -> first(sameState, NOTIFIED);
            case Declined _ -> first(sameState, DECLINED);
            case Suspended _ -> first(sameState, SUSPENDED);
            case KeptOut _ -> EXCLUDED;
            case Undecided _ -> UNDETERMINED;
            case Withdrawn _ -> WITHDRAWN;
        };
    }

    private static Movement first(boolean sameState, Movement movement) {
        return sameState ? CHANGED : movement;
    }

    /** The CloudEvents type. */
    public String eventType() {
        return "city.huitong.entitlement." + name().toLowerCase(Locale.ROOT).replace('_', '-') + ".v1";
    }
}
