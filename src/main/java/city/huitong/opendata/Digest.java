package city.huitong.opendata;

import city.huitong.platform.security.Sha256;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Tells questions apart whose answers differ: half of a SHA-256.
 *
 * @param text 32 hexadecimal digits
 */
public record Digest(String text) {

    /** How many bytes it has. */
    static final int BYTES = 16;

    static Digest of(String text) {
        return new Digest(HexFormat.of().formatHex(Sha256.of(text), 0, BYTES));
    }

    byte[] bytes() {
        return HexFormat.of().parseHex(text);
    }

    /** Whether these are its bytes. */
    boolean is(byte[] bytes) {
        return Arrays.equals(bytes, bytes());
    }
}
