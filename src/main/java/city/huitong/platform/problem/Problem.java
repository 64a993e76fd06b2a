package city.huitong.platform.problem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A request that cannot be served, in the words of RFC 9457. The one exception that features throw on purpose. */
public final class Problem extends RuntimeException {

    private final transient ProblemType type;
    private final transient List<Violation> violations;
    private final transient Map<String, String> headers;
    private final transient Map<String, String> challenge;

    private Problem(
            ProblemType type,
            String detail,
            List<Violation> violations,
            Map<String, String> headers,
            Map<String, String> challenge) {
        super(detail, null, false, false);
        this.type = type;
        this.violations = List.copyOf(violations);
        this.headers = headers;
        this.challenge = challenge;
    }

    /** A problem without further violations. */
    public static Problem of(ProblemType type, String detail) {
        return new Problem(type, detail, List.of(), Map.of(), Map.of());
    }

    /** The same problem with everything that is wrong listed. */
    public Problem with(List<Violation> all) {
        return new Problem(type, detail(), all, headers, challenge);
    }

    /** The same problem with a header of the answer, for example {@code Retry-After}. */
    public Problem withHeader(String name, String value) {
        return new Problem(type, detail(), violations, and(headers, name, value), challenge);
    }

    /** The same problem with a parameter of its {@code WWW-Authenticate} challenge, for example {@code acr_values}. */
    public Problem withChallenge(String name, String value) {
        return new Problem(type, detail(), violations, headers, and(challenge, name, value));
    }

    public ProblemType type() {
        return type;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    public List<Violation> violations() {
        return violations;
    }

    /** Headers that belong to the answer. */
    public Map<String, String> headers() {
        return headers;
    }

    /** Parameters of the challenge, beside those that every refusal of its kind has. */
    Map<String, String> challenge() {
        return challenge;
    }

    private static Map<String, String> and(Map<String, String> some, String name, String value) {
        var more = new LinkedHashMap<>(some);
        more.put(name, value);
        return Map.copyOf(more);
    }
}
