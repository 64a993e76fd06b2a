package city.huitong.developer.api;

import city.huitong.developer.NewKey;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A key, the one time that it is shown. */
@Schema(name = "NewClientKey")
record NewKeyJson(
        @Schema(required = true, description = "Names it where it is ended")
        UUID id,

        @Schema(
                required = true,
                description = "Send it as the header Api-Key. It is shown this once; the hub keeps only a digest")
        String key,

        @Schema(required = true, description = "Its last four characters, by which it is listed")
        String lastFour,

        @Schema(required = true) Instant createdAt) {

    static NewKeyJson of(NewKey key) {
        return new NewKeyJson(
                key.key().id(), key.text(), key.key().lastFour(), key.key().createdAt());
    }
}
