package city.huitong.entitlement;

import city.huitong.platform.problem.ProblemType;

/** Refusals about entitlements. */
public enum EntitlementProblem implements ProblemType {
    ENTITLEMENT_NOT_FOUND(404, "There is no such entitlement"),
    ENTITLEMENT_STATE_CONFLICT(409, "The entitlement's state does not allow this"),
    AMOUNT_DIFFERS(409, "Another amount is due"),
    PERIOD_NOT_DUE(422, "Nothing is due for this day");

    private final int status;
    private final String title;

    EntitlementProblem(int status, String title) {
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
