package city.huitong.platform.security;

import static city.huitong.platform.problem.PlatformProblem.DPOP_INVALID;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * A DPoP proof (RFC 9449 section 4.2) whose form was checked and whose signature was not: Quarkus verifies that, together with
 * the method, the address and the token's hash. Quarkus 3.33 looks neither at the time nor at the id of a proof and fails on
 * garbage, hence this class.
 *
 * @param thumbprint of the key that made it (RFC 7638)
 * @param id its {@code jti}
 * @param issuedAt its {@code iat}
 * @param nonce of this hub, when it has one
 */
record DpopProof(String thumbprint, String id, Instant issuedAt, Optional<String> nonce) {

    static final String HEADER = "DPoP";

    private static final String KEY = DpopProof.class.getName();
    private static final int MAX_LENGTH = 4 * 1024;
    private static final int MAX_ID_LENGTH = 128;
    /** The year 10000, which no instant needs to reach. */
    private static final long END_OF_TIME = 253_402_300_800L;

    private static final Set<String> ALGORITHMS = Set.of("ES256", "EdDSA", "PS256", "RS256");
    /** Parts of private keys (RFC 7518 section 6); a proof that shows one is no proof. */
    private static final List<String> PRIVATE = List.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

    private static final List<String> TEXTS = List.of("htm", "htu", "ath", "jti");

    /** The proof of the request as {@link #read} has found it. */
    static Optional<DpopProof> of(RoutingContext context) {
        return Optional.ofNullable(context.get(KEY));
    }

    /**
     * Finds the proof and checks its form.
     *
     * @throws city.huitong.platform.problem.Problem {@code dpop-invalid}
     */
    static DpopProof read(RoutingContext context) {
        var headers = context.request().headers().getAll(HEADER);
        if (headers.size() != 1) {
            throw DPOP_INVALID.because("send one DPoP header with each request");
        }
        var proof = parse(headers.getFirst());
        context.put(KEY, proof);
        return proof;
    }

    private static DpopProof parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw DPOP_INVALID.because("a proof has at most 4,096 characters");
        }
        return CompactToken.parse(text)
                .filter(DpopProof::isProof)
                .map(DpopProof::of)
                .orElseThrow(() -> DPOP_INVALID.because(
                        "a proof is a JSON Web Token of type dpop+jwt, signed with ES256, EdDSA, PS256 or RS256 by the public"
                                + " key in its header, with htm, htu, ath, jti and iat"));
    }

    private static boolean isProof(CompactToken token) {
        var texts = TEXTS.stream()
                .noneMatch(name -> CompactToken.text(token.claims(), name).isEmpty());
        return texts
                && CompactToken.text(token.header(), "typ").equals("dpop+jwt")
                && ALGORITHMS.contains(token.algorithm())
                && token.header().getValue("jwk") instanceof JsonObject key
                && PRIVATE.stream().noneMatch(key::containsKey)
                && CompactToken.text(token.claims(), "jti").length() <= MAX_ID_LENGTH
                && token.claims().getValue("iat") instanceof Number seconds
                && seconds.longValue() >= 0
                && seconds.longValue() < END_OF_TIME
                && (!token.claims().containsKey("nonce") || token.claims().getValue("nonce") instanceof String);
    }

    private static DpopProof of(CompactToken token) {
        return new DpopProof(
                thumbprint(token.header().getJsonObject("jwk")),
                CompactToken.text(token.claims(), "jti"),
                Instant.ofEpochSecond(token.claims().getLong("iat")),
                Optional.ofNullable(token.claims().getString("nonce")));
    }

    private static String thumbprint(JsonObject key) {
        try {
            return PublicJsonWebKey.Factory.newPublicJwk(key.getMap()).calculateBase64urlEncodedThumbprint("SHA-256");
        } catch (JoseException | RuntimeException _) {
            // Whatever a library makes of what a stranger calls a key.
            throw DPOP_INVALID.because("the jwk in its header is no public key");
        }
    }
}
