package city.huitong.platform.security;

import static city.huitong.platform.problem.PlatformProblem.REQUEST_INVALID;
import static city.huitong.platform.problem.PlatformProblem.TOKEN_INVALID;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The access token of a request before anybody has verified it. Its form is checked first, so that nothing but a signed JSON Web
 * Token with an asymmetric algorithm ever reaches the verifier; what it claims is used only to decide how strictly to verify it.
 *
 * @param scheme how it was sent
 * @param text the token as it was sent
 * @param claims what it says, unverified
 */
record PresentedToken(Scheme scheme, String text, JsonObject claims) {

    /** Authorization schemes of access tokens (RFC 6750, RFC 9449). */
    enum Scheme {
        BEARER,
        DPOP
    }

    /** The member of {@code cnf} for a DPoP key (RFC 9449 section 6.1). */
    static final String KEY_THUMBPRINT = "jkt";
    /** The member of {@code cnf} for a client certificate (RFC 8705 section 3.1). */
    static final String CERTIFICATE = "x5t#S256";

    private static final String KEY = PresentedToken.class.getName();

    /** As long as the whole header section may be; larger ones do not get here. */
    private static final int MAX_LENGTH = 16 * 1024;

    /** Never {@code none}, never one whose key is a shared secret (RFC 8725 section 3.1). */
    private static final Set<String> ALGORITHMS =
            Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA");

    /** The token of the request as {@link #read} has found it. */
    static Optional<PresentedToken> of(RoutingContext context) {
        return Optional.ofNullable(context.get(KEY));
    }

    /**
     * Finds the token and checks its form. Empty when none was sent.
     *
     * @throws city.huitong.platform.problem.Problem {@code request-invalid} for more than one, {@code token-invalid} for what is
     *     no signed JSON Web Token
     */
    static Optional<PresentedToken> read(RoutingContext context) {
        var headers = context.request().headers().getAll(HttpHeaders.AUTHORIZATION);
        if (headers.size() > 1) {
            throw REQUEST_INVALID.because("send one Authorization header").withChallenge("error", "invalid_request");
        }
        var token = headers.stream().findFirst().flatMap(PresentedToken::parse);
        token.ifPresent(found -> context.put(KEY, found));
        return token;
    }

    private static Optional<PresentedToken> parse(String header) {
        var parts = header.strip().split(" +", 2);
        return scheme(parts[0]).map(scheme -> parse(scheme, parts.length == 2 ? parts[1] : ""));
    }

    /** Other schemes are none of ours: the caller counts as one without a token. */
    private static Optional<Scheme> scheme(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "bearer" -> Optional.of(Scheme.BEARER);
            case "dpop" -> Optional.of(Scheme.DPOP);
            default -> Optional.empty();
        };
    }

    private static PresentedToken parse(Scheme scheme, String text) {
        var token = text.length() > MAX_LENGTH ? Optional.<CompactToken>empty() : CompactToken.parse(text);
        var claims = token.filter(found -> ALGORITHMS.contains(found.algorithm()))
                .map(CompactToken::claims)
                .orElseThrow(() -> TOKEN_INVALID.because("it is not a JSON Web Token with an asymmetric signature"));
        return new PresentedToken(scheme, text, claims);
    }

    /** The thumbprint of the DPoP key that the token says it is bound to. */
    Optional<String> boundKey() {
        return claims.getValue("cnf") instanceof JsonObject confirmation
                        && confirmation.getValue(KEY_THUMBPRINT) instanceof String thumbprint
                ? Optional.of(thumbprint)
                : Optional.empty();
    }

    /** Ways in which the token says it is bound to its sender (RFC 7800), by the names of their members in {@code cnf}. */
    List<String> confirmations() {
        return claims.getValue("cnf") instanceof JsonObject confirmation
                ? List.copyOf(confirmation.fieldNames())
                : List.of();
    }
}
