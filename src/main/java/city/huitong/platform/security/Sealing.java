package city.huitong.platform.security;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Encrypts what the hub must be able to read again but nobody else may: official numbers and quarantined lines. AES-256-GCM
 * (NIST SP 800-38D) with a random 96-bit nonce. Sealed bytes are the version 2, the key's id (the first four bytes of its SHA-256),
 * the nonce, the ciphertext and the tag; version and id are authenticated, too. Version 1 had no id and is still opened.
 */
@Singleton
public class Sealing {

    /** How many bytes say what a value is sealed with. */
    static final int HEADER_BYTES = 5;

    private static final String ALGORITHM = "AES/GCM/NoPadding";
    private static final String DERIVATION = "HKDF-SHA256";
    private static final byte WITHOUT_ID = 1;
    private static final byte WITH_ID = 2;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY_BYTES = 32;
    private static final byte[] NO_HEADER = {};

    /**
     * A key with what values sealed with it begin with.
     *
     * @param header version and id
     */
    @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
    private record Key(SecretKeySpec secret, byte[] header) {}

    /** Finding one takes longer than sealing a number. It is prepared anew each time it is used. */
    private static final ThreadLocal<Cipher> CIPHER = ThreadLocal.withInitial(Sealing::cipher);

    private final Key current;
    private final List<Key> all;
    private final SecureRandom random = new SecureRandom();

    /**
     * Takes the keys, 32 bytes in base64 each; there is no default outside the embedded mode.
     *
     * @param key what is sealed with from now on
     * @param former what was sealed with before, and is opened until everything is sealed anew
     */
    @Inject
    public Sealing(
            @ConfigProperty(name = "huitong.keys.encryption") String key,
            @ConfigProperty(name = "huitong.keys.former-encryption") Optional<List<String>> former) {
        this.current = key("huitong.keys.encryption", key);
        this.all = Stream.concat(
                        Stream.of(current),
                        former.orElse(List.of()).stream().map(each -> key("huitong.keys.former-encryption", each)))
                .toList();
    }

    private Sealing(Key current, List<Key> all) {
        this.current = current;
        this.all = all;
    }

    /**
     * The same with keys derived from these for one purpose (HKDF, RFC 5869): what is sealed for it cannot be passed off as anything else, and
     * however much is sealed for it wears no other key out.
     */
    public Sealing forPurpose(String purpose) {
        var derived = all.stream().map(key -> derive(key, purpose)).toList();
        return new Sealing(derived.getFirst(), derived);
    }

    private static Key derive(Key key, String purpose) {
        var parameters = HKDFParameterSpec.ofExtract()
                .addIKM(key.secret)
                .thenExpand(purpose.getBytes(StandardCharsets.UTF_8), KEY_BYTES);
        try {
            return key(KDF.getInstance(DERIVATION).deriveData(parameters));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + DERIVATION, e);
        }
    }

    /** Encrypts and authenticates. */
    public byte[] seal(byte[] clear) {
        return sealAll(List.of(clear)).getFirst();
    }

    /** The same for many. */
    public List<byte[]> sealAll(List<byte[]> clear) {
        var cipher = CIPHER.get();
        return clear.stream().map(each -> seal(cipher, each)).toList();
    }

    /** Gives back what was sealed; fails when it was changed or sealed with a key that is not known. */
    public byte[] open(byte[] sealed) {
        return switch (sealed[0]) {
            case WITH_ID -> open(required(sealed), sealed, HEADER_BYTES);
            case WITHOUT_ID -> openWithAny(sealed);
            default -> throw new IllegalArgumentException("sealed with an unknown method");
        };
    }

    /** What values begin with that are sealed with the current key. */
    byte[] currentHeader() {
        return current.header.clone();
    }

    /** Whether there is anything that may have to be sealed anew. */
    boolean hasFormerKeys() {
        return all.size() > 1;
    }

    private byte[] seal(Cipher cipher, byte[] clear) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        var body = crypt(cipher, Cipher.ENCRYPT_MODE, current, nonce, current.header, clear);
        return ByteBuffer.allocate(HEADER_BYTES + NONCE_BYTES + body.length)
                .put(current.header)
                .put(nonce)
                .put(body)
                .array();
    }

    private Key required(byte[] sealed) {
        var header = Arrays.copyOf(sealed, HEADER_BYTES);
        return all.stream()
                .filter(key -> Arrays.equals(key.header, header))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("sealed with a key that is not known here"));
    }

    /** The tag says which key is the right one. */
    private byte[] openWithAny(byte[] sealed) {
        var failure = new IllegalStateException("sealed with a key that is not known here");
        for (var key : all) {
            try {
                return open(key, sealed, 1);
            } catch (IllegalStateException e) {
                failure.addSuppressed(e);
            }
        }
        throw failure;
    }

    private static byte[] open(Key key, byte[] sealed, int start) {
        var buffer = ByteBuffer.wrap(sealed).position(start);
        var nonce = new byte[NONCE_BYTES];
        buffer.get(nonce);
        var body = new byte[buffer.remaining()];
        buffer.get(body);
        return crypt(
                CIPHER.get(), Cipher.DECRYPT_MODE, key, nonce, start == HEADER_BYTES ? key.header : NO_HEADER, body);
    }

    private static byte[] crypt(Cipher cipher, int mode, Key key, byte[] nonce, byte[] header, byte[] input) {
        try {
            cipher.init(mode, key.secret, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(header);
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the sealed value cannot be processed with this key", e);
        }
    }

    private static Key key(String setting, String text) {
        var bytes = Base64.getDecoder().decode(text);
        if (bytes.length != KEY_BYTES) {
            throw new IllegalArgumentException(setting + " must be 32 bytes in base64");
        }
        return key(bytes);
    }

    private static Key key(byte[] bytes) {
        var header = ByteBuffer.allocate(HEADER_BYTES)
                .put(WITH_ID)
                .put(Sha256.of(bytes), 0, HEADER_BYTES - 1)
                .array();
        return new Key(new SecretKeySpec(bytes, "AES"), header);
    }

    private static Cipher cipher() {
        try {
            return Cipher.getInstance(ALGORITHM);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
