package city.huitong.policy;

import city.huitong.platform.problem.ProblemType;
import java.util.Locale;

/** Every refusal about policies. */
public enum PolicyProblem implements ProblemType {
    POLICY_NOT_FOUND(404, "There is no such policy"),
    /** The document does not say what a policy must say; the violations list everything that is wrong. */
    POLICY_INVALID(422, "The policy cannot be read"),
    /** The policy does not give what its own golden cases expect. */
    POLICY_CASES_FAIL(422, "The policy fails its golden cases");

    private final int status;
    private final String title;

    PolicyProblem(int status, String title) {
        this.status = status;
        this.title = title;
    }

    @Override
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }
}
