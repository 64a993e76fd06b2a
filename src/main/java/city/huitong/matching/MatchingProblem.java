package city.huitong.matching;

import city.huitong.platform.problem.ProblemType;

/** Refusals of matching. */
public enum MatchingProblem implements ProblemType {
    RUN_NOT_FOUND(404, "There is no such run"),
    RUN_ALREADY_ENDED(409, "The run has ended"),
    RECONCILIATION_NOT_FOUND(404, "There is no such reconciliation"),
    RECONCILIATION_ALREADY_ENDED(409, "The reconciliation has ended"),
    RECONCILIATION_KEY_INVALID(400, "The idempotency key is not valid"),
    RECONCILIATION_KEY_REUSED(422, "The idempotency key belongs to another reconciliation"),
    NOT_IN_FORCE(409, "No version of the policy is law on that day"),
    OTHER_POLICY(422, "A what-if changes one policy and no other"),
    TOO_MANY(409, "There are more subjects than are asked about at once"),
    OTHER_KIND(422, "The policy is about another kind of subject"),
    NOTHING_KNOWN_THEN(422, "The hub knew nothing then"),
    NO_GROUPS(422, "There are no groups by this fact");

    private final int status;
    private final String title;

    MatchingProblem(int status, String title) {
        this.status = status;
        this.title = title;
    }

    @Override
    public String code() {
        return ProblemType.slug(this);
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
