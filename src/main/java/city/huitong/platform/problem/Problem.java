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
    private final transient Map<String, Object> members;

    private Problem(
            ProblemType type,
            String detail,
            List<Violation> violations,
            Map<String, String> headers,
            Map<String, String> challenge,
            Map<String, Object> members) {
        super(detail, null, false, false);
        this.type = type;
        this.violations = List.copyOf(violations);
        this.headers = headers;
        this.challenge = challenge;
        this.members = members;
    }

    /** A problem without further violations. */
    public static Problem of(ProblemType type, String detail) {
        return new Problem(type, detail, List.of(), Map.of(), Map.of(), Map.of());
    }

    /** The same problem with everything that is wrong listed. */
    public Problem with(List<Violation> all) {
        return new Problem(type, detail(), all, headers, challenge, members);
    }

    /** The same problem with a header of the answer, for example {@code Retry-After}. */
    public Problem withHeader(String name, String value) {
        return new Problem(type, detail(), violations, and(headers, name, value), challenge, members);
    }

    /** The same problem with a parameter of its {@code WWW-Authenticate} challenge, for example {@code acr_values}. */
    public Problem withChallenge(String name, String value) {
        return new Problem(type, detail(), violations, headers, and(challenge, name, value), members);
    }

    /** The same problem with a further member (RFC 9457 section 3.2), for example the {@code state} that stands against it. */
    public Problem with(String name, Object value) {
        return new Problem(type, detail(), violations, headers, challenge, and(members, name, value));
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

    /** Further members of the answer, by name. */
    public Map<String, Object> members() {
        return members;
    }

    /** Parameters of the challenge, beside those that every refusal of its kind has. */
    Map<String, String> challenge() {
        return challenge;
    }

    private static <T> Map<String, T> and(Map<String, T> some, String name, T value) {
        var more = new LinkedHashMap<>(some);
        more.put(name, value);
        return Map.copyOf(more);
    }
}
