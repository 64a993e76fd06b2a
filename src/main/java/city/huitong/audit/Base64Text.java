package city.huitong.audit;

import java.util.Base64;

/** Base64 as C2SP wants it: the standard alphabet with padding, and only the one way to write the same bytes. */
final class Base64Text {

    private Base64Text() {}

    static byte[] decode(String text) {
        try {
            var bytes = Base64.getDecoder().decode(text);
            if (Base64.getEncoder().encodeToString(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException _) {
            // Falls through: the same answer for every kind of garbage.
        }
        throw new NotVerified("what should be base64 is none");
    }
}
