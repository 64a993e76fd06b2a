package city.huitong.consent;

import city.huitong.platform.problem.ProblemType;

/** Refusals of disclosure without consent. */
public enum DisclosureProblem implements ProblemType {
    NO_LEGAL_BASIS(403, "No legal basis covers this"),
    CALLER_NOT_NAMEABLE(403, "The caller's identifier cannot stand in the trail");

    private final int status;
    private final String title;

    DisclosureProblem(int status, String title) {
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
