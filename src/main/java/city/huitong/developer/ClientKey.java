package city.huitong.developer;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * A key as it is shown after the first time.
 *
 * @param lastFour its last characters, by which its owner tells it from others
 * @param lastUsed the last day of the city on which it was used
 * @param endsAt when it ends by itself, UTC
 */
public record ClientKey(
        UUID id, String lastFour, Instant createdAt, Optional<LocalDate> lastUsed, Optional<Instant> endsAt) {}
