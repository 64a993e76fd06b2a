package city.huitong.platform.data;

import static city.huitong.platform.problem.PlatformProblem.REQUEST_INVALID;

import city.huitong.platform.problem.Violation;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Keyset positions as opaque text, so that clients do not build their own. */
final class Cursor {

    private static final String PREFIX = "1:";

    private Cursor() {}

    static String encode(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((PREFIX + key).getBytes(StandardCharsets.UTF_8));
    }

    static String decode(String cursor) {
        try {
            var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            if (text.startsWith(PREFIX) && text.indexOf('\0') < 0) {
                return text.substring(PREFIX.length());
            }
        } catch (IllegalArgumentException _) {
            // Falls through: the same answer for every kind of garbage.
        }
        throw unknown();
    }

    /** The refusal of what is no position of this list. */
    static RuntimeException unknown() {
        return REQUEST_INVALID
                .because("after is not a position this list has given out")
                .with(List.of(new Violation("?after", "unknown-position", "use the value of `next` unchanged")));
    }
}
