package city.huitong.platform.problem;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a refused caller is told to do about it: the values of {@code WWW-Authenticate} (RFC 9110 section 11.6.1) with the error
 * codes of OAuth 2.0 (RFC 6750 for bearer tokens, RFC 9449 for DPoP, RFC 9470 for step-up).
 */
public final class Challenge {

    private static final String BEARER = "Bearer";
    private static final String DPOP = "DPoP";
    /** Algorithms for DPoP proofs, asymmetric without exception. */
    private static final String PROOF_ALGORITHMS = "ES256 EdDSA PS256 RS256";

    private Challenge() {}

    /**
     * The challenges of a refusal; none where logging in differently would not help.
     *
     * @param authorization the request's {@code Authorization} header; its scheme is the one that is challenged
     */
    public static List<String> of(Problem problem, @Nullable String authorization) {
        var status = problem.type().status();
        var error = error(problem.type());
        if (status != 401 && status != 403 && problem.challenge().isEmpty()) {
            return List.of();
        }
        return schemes(problem.type(), authorization).stream()
                .map(scheme -> challenge(scheme, error, problem))
                .toList();
    }

    private static List<String> schemes(ProblemType type, @Nullable String authorization) {
        if (type instanceof PlatformProblem problem) {
            switch (problem) {
                case TOKEN_MISSING -> {
                    return List.of(BEARER, DPOP);
                }
                case DPOP_INVALID, DPOP_REPLAYED, DPOP_NONCE_REQUIRED, TOKEN_UNBOUND -> {
                    return List.of(DPOP);
                }
                default -> {
                    // The scheme that was used.
                }
            }
        }
        return List.of(usedDpop(authorization) ? DPOP : BEARER);
    }

    private static boolean usedDpop(@Nullable String authorization) {
        return authorization != null
                && authorization.toLowerCase(Locale.ROOT).startsWith(DPOP.toLowerCase(Locale.ROOT) + " ");
    }

    private static String challenge(String scheme, String error, Problem problem) {
        var parameters = new TreeMap<String, String>(problem.challenge());
        if (scheme.equals(DPOP)) {
            parameters.put("algs", PROOF_ALGORITHMS);
        }
        if (!error.isEmpty()) {
            parameters.put("error", error);
            // Titles are plain ASCII without quotes, as RFC 6750 wants it.
            parameters.put("error_description", problem.type().title());
        }
        return scheme + " realm=\"huitong\"" + written(parameters);
    }

    private static String written(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> ", " + entry.getKey() + "=\"" + entry.getValue() + "\"")
                .collect(Collectors.joining());
    }

    /** The error code of OAuth 2.0; empty when no credentials were sent, as RFC 6750 section 3.1 wants it. */
    private static String error(ProblemType type) {
        if (!(type instanceof PlatformProblem problem)) {
            return type.status() == 403 ? "insufficient_scope" : "";
        }
        return switch (problem) {
            case TOKEN_INVALID, TOKEN_EXPIRED, TOKEN_AUDIENCE, TOKEN_SENDER_MISMATCH, TOKEN_UNBOUND -> "invalid_token";
            case DPOP_INVALID, DPOP_REPLAYED -> "invalid_dpop_proof";
            case DPOP_NONCE_REQUIRED -> "use_dpop_nonce";
            case STEP_UP_REQUIRED -> "insufficient_user_authentication";
            case ROLE_MISSING, FORBIDDEN -> "insufficient_scope";
            default -> "";
        };
    }
}
