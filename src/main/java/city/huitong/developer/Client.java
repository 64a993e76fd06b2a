package city.huitong.developer;

import city.huitong.platform.security.KeyTier;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A developer's application.
 *
 * @param contact an e-mail address; only the client itself and who decides about it see it
 * @param purpose what it is for, in its developer's words
 * @param production what became of asking for more; empty when nobody has asked
 */
public record Client(
        UUID id,
        String name,
        String contact,
        String purpose,
        KeyTier tier,
        Instant registeredAt,
        Optional<ProductionRequest> production) {

    /** Fails with {@code production-asked} unless there is something to ask for. */
    Client asking(String reason, Instant now) {
        if (production
                .filter(request -> request.state() != ProductionRequest.State.REFUSED)
                .isPresent()) {
            throw DeveloperProblem.PRODUCTION_ASKED.because("GET /v1/developer/clients/me says how it stands");
        }
        return with(tier, ProductionRequest.asked(reason, now));
    }

    /** Fails with {@code production-not-asked} unless it waits. */
    Client decided(boolean approved, String answer, Instant now) {
        var waiting = production
                .filter(request -> request.state() == ProductionRequest.State.WAITING)
                .orElseThrow(() -> DeveloperProblem.PRODUCTION_NOT_ASKED.because("it was decided or never asked for"));
        return with(approved ? KeyTier.PRODUCTION : tier, waiting.decided(approved, answer, now));
    }

    private Client with(KeyTier newTier, ProductionRequest request) {
        return new Client(id, name, contact, purpose, newTier, registeredAt, Optional.of(request));
    }
}
