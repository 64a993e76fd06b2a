package city.huitong.developer;

import java.time.Instant;
import java.util.Optional;

/**
 * What became of asking for the tier of production.
 *
 * @param reason why the client needs more, in its developer's words
 * @param answer the operator's words
 */
public record ProductionRequest(
        State state, String reason, Instant askedAt, Optional<String> answer, Optional<Instant> decidedAt) {

    /** How it stands. */
    public enum State {
        WAITING,
        APPROVED,
        REFUSED
    }

    static ProductionRequest asked(String reason, Instant now) {
        return new ProductionRequest(State.WAITING, reason, now, Optional.empty(), Optional.empty());
    }

    ProductionRequest decided(boolean approved, String words, Instant now) {
        return new ProductionRequest(
                approved ? State.APPROVED : State.REFUSED, reason, askedAt, Optional.of(words), Optional.of(now));
    }
}
