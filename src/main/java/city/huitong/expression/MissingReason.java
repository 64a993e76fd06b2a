package city.huitong.expression;

import java.util.Locale;

/** Why a fact is not there. Whoever has to act on a gap needs to know which kind it is. */
public enum MissingReason {
    /** No record says so, although the dataset is open to the hub. */
    NOT_FOUND,
    /** The department does not share the dataset, or the caller may not see the fact. */
    NOT_SHARED,
    /** It is older than the policy that asks for it allows. */
    STALE,
    /** The subject or the department disputes it, and nothing is decided on it until that is settled. */
    DISPUTED,
    /** It is there, but what was to be computed from it has no result, as a share of a household without members. */
    NO_RESULT;

    /** The name as written in policies and answers: {@code not-found}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
