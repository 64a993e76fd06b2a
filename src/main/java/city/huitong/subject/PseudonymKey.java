package city.huitong.subject;

import city.huitong.platform.security.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** One key of the pseudonyms: HMAC-SHA-256 (RFC 2104), in the form of a UUID version 8 (RFC 9562). */
final class PseudonymKey {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int MIN_KEY_BYTES = 32;
    private static final long VERSION_MASK = 0xFFFF_FFFF_FFFF_0FFFL;
    private static final long VERSION_8 = 0x8000L;
    private static final long VARIANT_MASK = 0x3FFF_FFFF_FFFF_FFFFL;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final int id;
    /** A Mac is not thread-safe but cheap to copy; this one is only ever copied. */
    private final Mac prototype;

    private PseudonymKey(int id, Mac prototype) {
        this.id = id;
        this.prototype = prototype;
    }

    /** Reads a setting: at least 32 bytes in base64. */
    static PseudonymKey parse(String setting, String text) {
        var bytes = Base64.getDecoder().decode(text);
        if (bytes.length < MIN_KEY_BYTES) {
            throw new IllegalArgumentException(setting + " must be at least 32 bytes in base64");
        }
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(bytes, ALGORITHM));
            var id = ByteBuffer.wrap(Sha256.of(bytes));
            return new PseudonymKey(id.getInt(), mac);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    /** The first four bytes of its SHA-256: says which key it is, and nothing about it. */
    int id() {
        return id;
    }

    NumberDigest digest(String text) {
        var hash = ByteBuffer.wrap(hash(text));
        var high = hash.getLong() & VERSION_MASK | VERSION_8;
        var low = hash.getLong() & VARIANT_MASK | VARIANT;
        return new NumberDigest(id, new UUID(high, low));
    }

    private byte[] hash(String text) {
        try {
            return ((Mac) prototype.clone()).doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("every Java platform can copy its HMAC", e);
        }
    }
}
