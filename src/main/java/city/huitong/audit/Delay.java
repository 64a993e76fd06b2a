package city.huitong.audit;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Keeps an entry from its subject for some time, so that an investigation is not given away. Afterwards it appears by itself.
 *
 * @param until when the subject sees it, UTC; at most 90 days after the act
 * @param decision the leaf in which the delay was decided; empty when it is the entry's own
 */
public record Delay(Instant until, Optional<UUID> decision) {

    /** A delay that this very entry decides. */
    public static Delay decidedHere(Instant until) {
        return new Delay(until, Optional.empty());
    }

    /** A delay decided in another leaf. */
    public static Delay until(Instant until, UUID decision) {
        return new Delay(until, Optional.of(decision));
    }
}
