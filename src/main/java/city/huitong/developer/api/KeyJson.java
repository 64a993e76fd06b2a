package city.huitong.developer.api;

import city.huitong.developer.ClientKey;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A key as it is listed. */
@Schema(name = "ClientKey")
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record KeyJson(
        @Schema(required = true, description = "Names it where it is ended")
        UUID id,

        @Schema(required = true, description = "Its last four characters")
        String lastFour,

        @Schema(required = true) Instant createdAt,

        @Schema(description = "The last day of the city on which it was used")
        Optional<LocalDate> lastUsed,

        @Schema(description = "When it ends by itself; left out while it does not")
        Optional<Instant> endsAt) {

    static KeyJson of(ClientKey key) {
        return new KeyJson(key.id(), key.lastFour(), key.createdAt(), key.lastUsed(), key.endsAt());
    }
}
