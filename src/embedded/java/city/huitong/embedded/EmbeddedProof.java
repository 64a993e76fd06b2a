package city.huitong.embedded;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.JoseException;

/** A DPoP proof at the embedded token endpoint. It remembers none of them: the hub does, and a demo token is no secret. */
final class EmbeddedProof {

    private static final AlgorithmConstraints ALGORITHMS =
            new AlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, "ES256", "EdDSA", "PS256", "RS256");
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private EmbeddedProof() {}

    /** The thumbprint (RFC 7638) of the key that made the proof; empty when the proof is not right. */
    static Optional<String> thumbprint(String proof) {
        try {
            var signature = new JsonWebSignature();
            signature.setAlgorithmConstraints(ALGORITHMS);
            signature.setCompactSerialization(proof);
            PublicJsonWebKey key = signature.getJwkHeader();
            signature.setKey(key.getPublicKey());
            return isRight(signature)
                    ? Optional.of(key.calculateBase64urlEncodedThumbprint("SHA-256"))
                    : Optional.empty();
        } catch (JoseException | InvalidJwtException | MalformedClaimException | RuntimeException _) {
            return Optional.empty();
        }
    }

    private static boolean isRight(JsonWebSignature signature)
            throws JoseException, InvalidJwtException, MalformedClaimException {
        var claims = JwtClaims.parse(signature.getUnverifiedPayload());
        var age = Duration.between(Instant.ofEpochSecond(claims.getIssuedAt().getValue()), Instant.now());
        return signature.verifySignature()
                && "dpop+jwt".equals(signature.getHeader("typ"))
                && "POST".equals(claims.getStringClaimValue("htm"))
                && claims.getStringClaimValue("htu").endsWith("/embedded/oauth2/token")
                && claims.getJwtId() != null
                && age.abs().compareTo(WINDOW) < 0;
    }
}
