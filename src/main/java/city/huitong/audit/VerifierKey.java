package city.huitong.audit;

import city.huitong.platform.security.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/**
 * The public key of a log, as C2SP signed-note writes it: {@code <name>+<id>+<key>}, an Ed25519 key (RFC 8032).
 *
 * @param name the key's name, which for a log is its origin
 * @param id four bytes in hexadecimal, which follow from name and key
 * @param key the public key's 32 bytes, in base64 after the byte of its kind
 */
public record VerifierKey(String name, String id, String key) {

    /** The byte that says "Ed25519 over the note's text". */
    private static final byte ED25519 = 1;

    private static final int ID_BYTES = 4;

    public VerifierKey {
        mustBeName(name);
        if (!id.equals(id(name, material(key)))) {
            throw new NotVerified("the key's id does not follow from its name and bytes");
        }
    }

    /** Reads a verifier key. Throws {@link NotVerified} for anything else, and for keys that are not Ed25519. */
    public static VerifierKey parse(String text) {
        var parts = text.split("\\+", 3);
        if (parts.length != 3) {
            throw new NotVerified("a verifier key has three parts: name+id+key");
        }
        return new VerifierKey(parts[0], parts[1], parts[2]);
    }

    /** The verifier key of these 32 bytes under this name. */
    static VerifierKey of(String name, byte[] publicKey) {
        var material = new byte[1 + publicKey.length];
        material[0] = ED25519;
        System.arraycopy(publicKey, 0, material, 1, publicKey.length);
        return new VerifierKey(name, id(name, material), Base64.getEncoder().encodeToString(material));
    }

    /** A name has no spaces and no plus sign, for those separate. */
    private static void mustBeName(String name) {
        if (name.isEmpty() || name.codePoints().anyMatch(VerifierKey::separates)) {
            throw new NotVerified("a key's name has neither spaces nor plus signs");
        }
    }

    private static boolean separates(int character) {
        return character == '+'
                || Character.isWhitespace(character)
                || Character.isSpaceChar(character)
                || Character.isISOControl(character);
    }

    private static byte[] material(String key) {
        var material = Base64Text.decode(key);
        if (material.length != 1 + Ed25519PublicKeyParameters.KEY_SIZE || material[0] != ED25519) {
            throw new NotVerified("the key is not an Ed25519 key");
        }
        return material;
    }

    private static String id(String name, byte[] material) {
        var sha = Sha256.fresh();
        sha.update((name + "\n").getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(sha.digest(material), 0, ID_BYTES);
    }

    /** Whether this key made the signature over these bytes. */
    boolean verifies(byte[] message, byte[] signature) {
        var material = material(key);
        var signer = new Ed25519Signer();
        signer.init(false, new Ed25519PublicKeyParameters(material, 1));
        signer.update(message, 0, message.length);
        return signer.verifySignature(signature);
    }

    /** The id's bytes. */
    byte[] idBytes() {
        return HexFormat.of().parseHex(id);
    }

    /** Whether a signature line carries this key's name and id. */
    boolean signs(SignedNote.Signature signature) {
        return name.equals(signature.name()) && id.equals(signature.keyId());
    }

    @Override
    public String toString() {
        return name + "+" + id + "+" + key;
    }
}
