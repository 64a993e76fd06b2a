package city.huitong.policy;

/** What a policy says about a subject, in one word. */
public enum Outcome {
    ELIGIBLE,
    NOT_ELIGIBLE,
    /** Facts are missing that keep the answer open. Nothing is ever paid on this. */
    UNDETERMINED,
    /** No version of the policy is law on that day. */
    NOT_IN_FORCE
}
