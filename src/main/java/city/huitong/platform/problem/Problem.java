package city.huitong.platform.problem;

import java.util.List;

/** A request that cannot be served, in the words of RFC 9457. The one exception that features throw on purpose. */
public final class Problem extends RuntimeException {

    private final transient ProblemType type;
    private final transient List<Violation> violations;

    private Problem(ProblemType type, String detail, List<Violation> violations) {
        super(detail, null, false, false);
        this.type = type;
        this.violations = List.copyOf(violations);
    }

    /** A problem without further violations. */
    public static Problem of(ProblemType type, String detail) {
        return new Problem(type, detail, List.of());
    }

    /** The same problem with everything that is wrong listed. */
    public Problem with(List<Violation> all) {
        return new Problem(type, detail(), all);
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
}
