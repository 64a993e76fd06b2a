package city.huitong.subject;

import city.huitong.catalog.SubjectId;
import city.huitong.catalog.SubjectKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Turns official numbers into pseudonyms: HMAC-SHA-256 (RFC 2104) with the hub's key, in the form of a UUID version 8
 * (RFC 9562). Without the key nobody can find a person's pseudonym by trying all numbers.
 */
@ApplicationScoped
public class Pseudonyms {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int MIN_KEY_BYTES = 32;
    private static final long VERSION_MASK = 0xFFFF_FFFF_FFFF_0FFFL;
    private static final long VERSION_8 = 0x8000L;
    private static final long VARIANT_MASK = 0x3FFF_FFFF_FFFF_FFFFL;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    /** A Mac is not thread-safe but cheap to copy; this one is only ever copied. */
    private final Mac prototype;

    /**
     * Takes the key.
     *
     * @param key at least 32 bytes in base64; there is no default outside the embedded mode
     */
    public Pseudonyms(@ConfigProperty(name = "huitong.keys.pseudonym") String key) {
        var bytes = Base64.getDecoder().decode(key);
        if (bytes.length < MIN_KEY_BYTES) {
            throw new IllegalArgumentException("huitong.keys.pseudonym must be at least 32 bytes in base64");
        }
        this.prototype = prototype(bytes);
    }

    /** The pseudonym of a subject; the same number gives the same one as long as the key stays. */
    public SubjectId of(SubjectKind kind, String number) {
        var hash = ByteBuffer.wrap(hash(kind.word() + ":" + number));
        var high = hash.getLong() & VERSION_MASK | VERSION_8;
        var low = hash.getLong() & VARIANT_MASK | VARIANT;
        return new SubjectId(new UUID(high, low));
    }

    private byte[] hash(String text) {
        try {
            return ((Mac) prototype.clone()).doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("every Java platform can copy its HMAC", e);
        }
    }

    private static Mac prototype(byte[] key) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
