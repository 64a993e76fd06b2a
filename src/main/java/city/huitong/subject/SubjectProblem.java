package city.huitong.subject;

import city.huitong.platform.problem.ProblemType;

/** Refusals about subjects. */
public enum SubjectProblem implements ProblemType {
    SUBJECT_NOT_FOUND(404, "There is no such subject"),
    NUMBER_INVALID(422, "The official number cannot exist"),
    DISCLOSURE_EXPIRED(403, "The permission to read has expired"),
    KEY_UNKNOWN(503, "The hub must be started with another key");

    private final int status;
    private final String title;

    SubjectProblem(int status, String title) {
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
