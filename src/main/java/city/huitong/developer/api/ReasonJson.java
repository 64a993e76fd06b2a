package city.huitong.developer.api;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Why something is asked for or decided. */
@Schema(name = "Reason")
record ReasonJson(
        @Schema(
                required = true,
                description = "In words, at most 1000 characters",
                examples = "Ten thousand people use it each day")
        @Nullable
        String reason) {

    private static final int LONGEST = 1_000;

    /** Fails with {@code client-invalid} where there is none. */
    static String of(@Nullable ReasonJson body) {
        var texts = new Texts();
        var reason = texts.text("/reason", body == null ? null : body.reason(), LONGEST);
        texts.refuse();
        return reason;
    }
}
