package city.huitong.policy;

/** What a policy says about a subject, in one word. */
public enum Outcome {
    /** Entitled; an amount of 0 is an answer, too. */
    ELIGIBLE,
    NOT_ELIGIBLE,
    /** Facts are missing that keep the answer open. Nothing is ever paid on this. */
    UNDETERMINED,
    /** Entitled, but not beside another policy that the subject gets instead. */
    EXCLUDED,
    /** No version of the policy is law on that day. */
    NOT_IN_FORCE
}
