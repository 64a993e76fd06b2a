package city.huitong.platform.webhook;

import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Where a recipient wants to be told.
 *
 * @param failingSince since when nothing could be delivered; empty while all is well
 */
@Schema(description = "Where you want to be told")
public record Webhook(
        @Schema(description = "https, of a public host") String url,

        @Schema(
                description =
                        "ACTIVE, or DISABLED after days without a single success or an answer 410; PUT activates it")
        String state,

        Instant registeredAt,

        @Schema(description = "The last success, to within a minute")
        Optional<Instant> lastDeliveredAt,

        @Schema(description = "Since when nothing could be delivered")
        Optional<Instant> failingSince) {}
