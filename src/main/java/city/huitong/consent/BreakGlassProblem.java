package city.huitong.consent;

import city.huitong.platform.problem.ProblemType;

/** Refusals of break-glass. */
public enum BreakGlassProblem implements ProblemType {
    BREAK_GLASS_NOT_FOUND(404, "There is no such break-glass"),
    BREAK_GLASS_INVALID(422, "The proposal is not valid"),
    BREAK_GLASS_BASIS_NOT_LISTED(422, "The legal basis is not listed for break-glass"),
    BREAK_GLASS_NOT_OPEN(409, "The proposal is not open any more"),
    BREAK_GLASS_NOT_ACTIVE(403, "The break-glass is not active"),
    BREAK_GLASS_OTHER_SUBJECT(403, "The break-glass is about another subject");

    private final int status;
    private final String title;

    BreakGlassProblem(int status, String title) {
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
