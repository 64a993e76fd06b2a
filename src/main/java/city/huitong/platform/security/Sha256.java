package city.huitong.platform.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** SHA-256 (FIPS 180-4), which every Java platform has. Texts are hashed in UTF-8, and hexadecimal digits are 64 and lower-case. */
public final class Sha256 {

    private Sha256() {}

    /** One to be fed piece by piece; it belongs to one thread. */
    public static MessageDigest fresh() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    public static byte[] of(byte[] bytes) {
        return fresh().digest(bytes);
    }

    public static byte[] of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    public static String hex(String text) {
        return HexFormat.of().formatHex(of(text));
    }

    /** Of parts that hold no line break. */
    public static String hexOfLines(Object... parts) {
        return hex(Stream.of(parts).map(String::valueOf).collect(Collectors.joining("\n")));
    }
}
