package city.huitong.platform.security;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Encrypts what the hub must be able to read again but nobody else may: official numbers and quarantined lines. AES-256-GCM
 * (NIST SP 800-38D) with a random 96-bit nonce; sealed bytes are version, nonce, ciphertext and tag.
 */
@ApplicationScoped
public class Sealing {

    private static final String ALGORITHM = "AES/GCM/NoPadding";
    private static final byte VERSION = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY_BYTES = 32;

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    /**
     * Takes the key.
     *
     * @param key 32 bytes in base64; there is no default outside the embedded mode
     */
    public Sealing(@ConfigProperty(name = "huitong.keys.encryption") String key) {
        var bytes = Base64.getDecoder().decode(key);
        if (bytes.length != KEY_BYTES) {
            throw new IllegalArgumentException("huitong.keys.encryption must be 32 bytes in base64");
        }
        this.key = new SecretKeySpec(bytes, "AES");
    }

    /** Encrypts and authenticates. */
    public byte[] seal(byte[] clear) {
        return sealAll(List.of(clear)).getFirst();
    }

    /** The same for many: finding the cipher and preparing the key costs more than sealing a number. */
    public List<byte[]> sealAll(List<byte[]> clear) {
        var cipher = cipher();
        return clear.stream().map(each -> seal(cipher, each)).toList();
    }

    private byte[] seal(Cipher cipher, byte[] clear) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        var body = crypt(cipher, Cipher.ENCRYPT_MODE, nonce, clear);
        return ByteBuffer.allocate(1 + NONCE_BYTES + body.length)
                .put(VERSION)
                .put(nonce)
                .put(body)
                .array();
    }

    /** Gives back what was sealed; fails when it was changed or sealed with another key. */
    public byte[] open(byte[] sealed) {
        var buffer = ByteBuffer.wrap(sealed);
        if (buffer.get() != VERSION) {
            throw new IllegalArgumentException("sealed with an unknown method");
        }
        var nonce = new byte[NONCE_BYTES];
        buffer.get(nonce);
        var body = new byte[buffer.remaining()];
        buffer.get(body);
        return crypt(cipher(), Cipher.DECRYPT_MODE, nonce, body);
    }

    private byte[] crypt(Cipher cipher, int mode, byte[] nonce, byte[] input) {
        try {
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the sealed value cannot be processed with this key", e);
        }
    }

    private static Cipher cipher() {
        try {
            return Cipher.getInstance(ALGORITHM);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
