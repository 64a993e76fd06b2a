package city.huitong.developer;

import city.huitong.platform.problem.ProblemType;

/** Refusals to developers. */
public enum DeveloperProblem implements ProblemType {
    CLIENT_INVALID(400, "The client's description is not valid"),
    CLIENT_NOT_FOUND(404, "There is no such client"),
    KEY_NOT_FOUND(404, "The client has no such key"),
    TOO_MANY_KEYS(409, "The client has as many keys as it may have"),
    LAST_KEY(409, "The client has no other key"),
    PRODUCTION_ASKED(409, "Production was asked for or given already"),
    PRODUCTION_NOT_ASKED(409, "Nothing waits for a decision");

    private final int status;
    private final String title;

    DeveloperProblem(int status, String title) {
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
