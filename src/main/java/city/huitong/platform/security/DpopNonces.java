package city.huitong.platform.security;

import city.huitong.platform.runtime.CityClock;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Nonces for DPoP proofs (RFC 9449 section 9): a proof that carries one cannot have been made long before. A nonce is the HMAC of
 * its minute under a key derived from the encryption key (HKDF, RFC 5869), so that all processes of the hub know each other's and
 * none has to be stored.
 */
@ApplicationScoped
class DpopNonces {

    private static final int SECONDS = 60;
    private static final int BYTES = 16;
    private static final int KEY_BYTES = 32;
    private static final String PURPOSE = "huitong DPoP nonce";

    private final SecretKey key;
    private final CityClock clock;

    DpopNonces(@ConfigProperty(name = "huitong.keys.encryption") String key, CityClock clock) {
        this.key = derived(Base64.getDecoder().decode(key));
        this.clock = clock;
    }

    /** The nonce of this minute. */
    String current() {
        return nonce(minute());
    }

    /** Whether it is the nonce of this minute or of the last. */
    boolean accepts(String nonce) {
        return same(nonce, nonce(minute())) || same(nonce, nonce(minute() - 1));
    }

    private long minute() {
        return clock.now().getEpochSecond() / SECONDS;
    }

    private String nonce(long minute) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            var full =
                    mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(minute).array());
            return Base64.getUrlEncoder().withoutPadding().encodeToString(java.util.Arrays.copyOf(full, BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static SecretKey derived(byte[] secret) {
        try {
            var purpose = PURPOSE.getBytes(StandardCharsets.UTF_8);
            var parameters = HKDFParameterSpec.ofExtract().addIKM(secret).thenExpand(purpose, KEY_BYTES);
            return KDF.getInstance("HKDF-SHA256").deriveKey("HmacSHA256", parameters);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform from 25 on has HKDF-SHA256", e);
        }
    }
}
