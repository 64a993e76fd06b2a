package city.huitong.platform.security;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/**
 * The Ed25519 key (RFC 8032) with which the hub signs what it tells others: documents as JWS (RFC 7515, RFC 8037) and bytes as they
 * are. Its public half is published beside earlier and later ones, so that the key can be changed and what was signed stays
 * verifiable. The id of a key is its thumbprint (RFC 7638).
 */
@ApplicationScoped
public class SigningKeys {

    private static final String SETTING = "huitong.keys.signing";
    private static final String PUBLISHED_SETTING = "huitong.keys.published-signing";

    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private final Ed25519PrivateKeyParameters secret;
    private final PublicJsonWebKey pair;
    private final String keySet;

    /**
     * Takes the keys.
     *
     * @param secret 32 bytes in base64; there is no default outside the embedded mode
     * @param published public keys that are published, too, as {@code x} in the key set: earlier ones and the next one
     */
    public SigningKeys(
            @ConfigProperty(name = SETTING) String secret,
            @ConfigProperty(name = PUBLISHED_SETTING) Optional<List<String>> published) {
        var bytes = exactly(Ed25519PrivateKeyParameters.KEY_SIZE, Base64.getDecoder(), secret, SETTING);
        this.secret = new Ed25519PrivateKeyParameters(bytes, 0);
        var x = BASE64URL.encodeToString(this.secret.generatePublicKey().getEncoded());
        this.pair = key(Map.of("x", x, "d", BASE64URL.encodeToString(bytes)));
        this.keySet = keySet(
                Stream.concat(Stream.of(x), published.orElse(List.of()).stream().map(SigningKeys::checked)));
    }

    /**
     * The document as a JWS in compact form, under the key's id.
     *
     * @param type what it is, as {@code typ} (RFC 8725 section 3.11), so that it is taken for nothing else
     */
    public String jws(String type, Map<String, Object> document) {
        try {
            return jwsOf(type, JsonUtil.toJson(document)).getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("every Java platform signs with Ed25519", e);
        }
    }

    /**
     * The signature over a document that is sent beside it: a JWS with detached content (RFC 7515 appendix F) over its {@link CanonicalJson}.
     * The same document has the same signature.
     *
     * @param type see {@link #jws}
     */
    public String signature(String type, Map<String, Object> document) {
        try {
            return jwsOf(type, CanonicalJson.text(document)).getDetachedContentCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("every Java platform signs with Ed25519", e);
        }
    }

    private JsonWebSignature jwsOf(String type, String payload) {
        var jws = new JsonWebSignature();
        jws.setPayload(payload);
        jws.setHeader("typ", type);
        jws.setKeyIdHeaderValue(pair.getKeyId());
        jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.EDDSA);
        jws.setKey(pair.getPrivateKey());
        return jws;
    }

    /** The signature over these bytes: 64 bytes. */
    public byte[] sign(byte[] message) {
        var signer = new Ed25519Signer();
        signer.init(true, secret);
        signer.update(message, 0, message.length);
        return signer.generateSignature();
    }

    /** The public keys as a JSON Web Key Set (RFC 7517), the one in use first. */
    public String published() {
        return keySet;
    }

    private static String keySet(Stream<String> publicKeys) {
        var keys = publicKeys.distinct().map(x -> key(Map.of("x", x))).toList();
        return new JsonWebKeySet(keys).toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
    }

    private static PublicJsonWebKey key(Map<String, Object> bytes) {
        try {
            var key = PublicJsonWebKey.Factory.newPublicJwk(and(bytes, Map.of("kty", "OKP", "crv", "Ed25519")));
            key.setKeyId(key.calculateBase64urlEncodedThumbprint("SHA-256"));
            key.setUse("sig");
            key.setAlgorithm(AlgorithmIdentifiers.EDDSA);
            return key;
        } catch (JoseException e) {
            throw new IllegalArgumentException(SETTING + " or " + PUBLISHED_SETTING + " is no Ed25519 key", e);
        }
    }

    private static Map<String, Object> and(Map<String, Object> some, Map<String, Object> more) {
        var all = new HashMap<>(some);
        all.putAll(more);
        return all;
    }

    private static String checked(String x) {
        var _ = exactly(Ed25519PublicKeyParameters.KEY_SIZE, Base64.getUrlDecoder(), x, PUBLISHED_SETTING);
        return x;
    }

    private static byte[] exactly(int size, Base64.Decoder decoder, String text, String setting) {
        var bytes = decoder.decode(text);
        if (bytes.length != size) {
            throw new IllegalArgumentException(setting + " must be 32 bytes in base64 each");
        }
        return bytes;
    }
}
