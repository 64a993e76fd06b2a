package city.huitong.consent;

import city.huitong.platform.problem.ProblemType;

/** Refusals about consents. */
public enum ConsentProblem implements ProblemType {
    CONSENT_NOT_FOUND(404, "There is no such consent"),
    CONSENT_NOT_ACTIVE(403, "The consent is not active"),
    PURPOSE_MISMATCH(403, "The consent was given for another purpose"),
    ITEM_NOT_CONSENTED(403, "The consent does not cover everything that was asked for"),
    DAILY_LIMIT_REACHED(429, "The consent allows no more reads today"),
    STATE_CONFLICT(409, "The consent's state does not allow this"),
    IDEMPOTENCY_CONFLICT(409, "The idempotency key belongs to another request"),
    WORDS_DIFFER(409, "Other words were shown than the consent has"),
    VERSION_STALE(412, "The consent has a newer version"),
    VERSION_REQUIRED(428, "The version to be changed must be named"),
    PURPOSE_UNKNOWN(422, "No fair-use rule allows this purpose"),
    FAIR_USE_EXCEEDED(422, "The consent would exceed what is fair for its purpose"),
    NARROWING_WIDENS(422, "A consent can be narrowed, never widened");

    private final int status;
    private final String title;

    ConsentProblem(int status, String title) {
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
