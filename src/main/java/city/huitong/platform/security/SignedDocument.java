package city.huitong.platform.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/**
 * A document that a hub has signed, checked as its receiver must (RFC 8725): with EdDSA only, whatever its header asks for, with
 * the key of its id from a key set that the receiver trusts, and of the expected type only.
 *
 * @param payload the document's JSON
 * @param keyId the id of the key that signed it
 */
public record SignedDocument(String payload, String keyId) {

    /** What was sent is no document that one of the keys has signed. */
    public static final class NotSigned extends RuntimeException {

        private NotSigned(String why) {
            super(why, null, false, false);
        }

        /** Why not, in a sentence. */
        public String why() {
            return String.valueOf(getMessage());
        }
    }

    /**
     * Opens a document. Fails with {@link NotSigned}.
     *
     * @param jws compact form
     * @param type the expected {@code typ}
     * @param keySet a JSON Web Key Set
     */
    public static SignedDocument open(String jws, String type, String keySet) {
        try {
            return verified(jws, type, new JsonWebKeySet(keySet).getJsonWebKeys());
        } catch (JoseException e) {
            throw new NotSigned("no key of the set has signed it: " + e.getMessage());
        }
    }

    /**
     * Opens a document that has its signature in itself, as {@link SigningKeys#signature} makes it. Fails with {@link NotSigned}.
     *
     * @param json the document with its member {@code signature}
     * @param type the expected {@code typ}
     * @param keySet a JSON Web Key Set
     * @return the document without its signature, in its one form
     */
    public static SignedDocument openSelfContained(String json, String type, String keySet) {
        try {
            var document = new LinkedHashMap<>(JsonUtil.parseJson(json));
            if (!(document.remove("signature") instanceof String signature)) {
                throw new NotSigned("it has no signature");
            }
            return open(attached(signature, CanonicalJson.text(document)), type, keySet);
        } catch (JoseException e) {
            throw new NotSigned("no key of the set has signed it: " + e.getMessage());
        }
    }

    /** RFC 7515 appendix F: what was left out between the dots. */
    private static String attached(String signature, String payload) {
        var detached = signature.indexOf("..");
        if (detached < 0) {
            throw new NotSigned("its signature is no JWS with detached content");
        }
        var encoded = Base64.getUrlEncoder().withoutPadding().encodeToString(payload.getBytes(UTF_8));
        return signature.substring(0, detached + 1) + encoded + signature.substring(detached + 1);
    }

    private static SignedDocument verified(String text, String type, List<JsonWebKey> keys) throws JoseException {
        var jws = new JsonWebSignature();
        jws.setAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.EDDSA));
        jws.setCompactSerialization(text);
        if (!type.equals(jws.getHeader("typ"))) {
            throw new NotSigned("its typ is not " + type);
        }
        var key = key(keys, jws.getKeyIdHeaderValue());
        jws.setKey(key.getPublicKey());
        if (!jws.verifySignature()) {
            throw new NotSigned("the signature is not that of the key it names");
        }
        return new SignedDocument(jws.getPayload(), key.getKeyId());
    }

    private static PublicJsonWebKey key(List<JsonWebKey> keys, String id) {
        return keys.stream()
                .filter(PublicJsonWebKey.class::isInstance)
                .map(PublicJsonWebKey.class::cast)
                .filter(key -> key.getKeyId() != null && key.getKeyId().equals(id))
                .findFirst()
                .orElseThrow(() -> new NotSigned("the set has no key of the id it names"));
    }
}
