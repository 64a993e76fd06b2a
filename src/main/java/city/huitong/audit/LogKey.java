package city.huitong.audit;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/** The key that signs a log's checkpoints: Ed25519 (RFC 8032) under the log's name. */
public final class LogKey {

    private final Ed25519PrivateKeyParameters key;
    private final VerifierKey verifier;

    /**
     * Takes the key.
     *
     * @param name the log's origin
     * @param secret 32 bytes in base64
     */
    public LogKey(String name, String secret) {
        var bytes = Base64.getDecoder().decode(secret);
        if (bytes.length != Ed25519PrivateKeyParameters.KEY_SIZE) {
            throw new IllegalArgumentException("huitong.audit.signing-key must be 32 bytes in base64");
        }
        this.key = new Ed25519PrivateKeyParameters(bytes, 0);
        this.verifier = VerifierKey.of(name, key.generatePublicKey().getEncoded());
    }

    /** The public half, for those who check. */
    public VerifierKey verifier() {
        return verifier;
    }

    /** Signs a checkpoint. The same checkpoint gives the same bytes. */
    public SignedNote sign(Checkpoint checkpoint) {
        var signature = SignedNote.Signature.of(verifier, signature(checkpoint.text()));
        return new SignedNote(checkpoint.text(), List.of(signature));
    }

    byte[] signature(String text) {
        var message = text.getBytes(StandardCharsets.UTF_8);
        var signer = new Ed25519Signer();
        signer.init(true, key);
        signer.update(message, 0, message.length);
        return signer.generateSignature();
    }
}
