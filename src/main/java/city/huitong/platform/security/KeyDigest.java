package city.huitong.platform.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What is kept of an API key: its SHA-256 (FIPS 180-4). A slow hash protects what people choose; 256 random bits cannot be tried out,
 * however fast the hash is, and a request must not pay for it.
 */
public final class KeyDigest {

    private KeyDigest() {}

    public static byte[] of(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
