package city.huitong.opendata;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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
        return new Digest(HexFormat.of().formatHex(sha256(text), 0, BYTES));
    }

    byte[] bytes() {
        return HexFormat.of().parseHex(text);
    }

    /** Whether these are its bytes. */
    boolean is(byte[] bytes) {
        return Arrays.equals(bytes, bytes());
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
