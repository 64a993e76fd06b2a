package city.huitong.policy;

import city.huitong.platform.problem.ProblemType;
import java.util.Locale;

/** Every refusal about policies. */
public enum PolicyProblem implements ProblemType {
    POLICY_NOT_FOUND(404, "There is no such policy"),
    /** The document does not say what a policy must say; the violations list everything that is wrong. */
    POLICY_INVALID(422, "The policy cannot be read"),
    /** The policy does not give what its own golden cases expect. */
    POLICY_CASES_FAIL(422, "The policy fails its golden cases"),
    /** The matcher, columns, PostgreSQL and CEL do not say the same: a fault of the hub, to be reported with the policy. */
    POLICY_ENGINES_DIFFER(422, "The policy is not decided alike by all engines"),
    POLICY_UNCHANGED(409, "The policy is law already, word for word"),
    /** It was law once, and names facts that the catalogue does not have any more. */
    PUBLICATION_UNREADABLE(409, "The policy of that time cannot be read any more"),
    PROPOSAL_NOT_FOUND(404, "There is no such proposal"),
    PROPOSAL_NOT_OPEN(409, "The proposal has been decided"),
    /** Something else became law since it was checked, or the catalogue has changed. */
    PROPOSAL_OUTDATED(409, "The proposal must be checked again"),
    PROPOSAL_OF_ANOTHER(403, "Somebody else has proposed it"),
    REASON_INVALID(400, "A rejection says why");

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
