package city.huitong.audit;

import city.huitong.platform.problem.ProblemType;

/** Refusals of the audit log. */
public enum AuditProblem implements ProblemType {
    LEAF_NOT_FOUND(404, "There is no such leaf"),
    LEAF_NOT_SIGNED_YET(409, "The leaf is not in a signed checkpoint yet"),
    TILE_NOT_FOUND(404, "There is no such tile"),
    LOG_RANGE_INVALID(400, "The log has no such index or size"),
    LOG_NOT_READABLE(503, "The log cannot be read right now"),
    CHECKPOINT_INVALID(422, "The checkpoint is not one this log has signed"),
    LOG_NOT_HALTED(409, "The log is not halted"),
    LOG_NOT_RECOVERABLE(409, "Neither database nor files have the tree of this checkpoint"),
    DELAY_TOO_LONG(422, "The delay is longer than the hub allows"),
    DELAY_INVALID(422, "The rule of delay is not valid"),
    DELAY_NOT_FOUND(404, "There is no such rule of delay"),
    DELAY_ENDED(409, "The rule of delay has ended");

    private final int status;
    private final String title;

    AuditProblem(int status, String title) {
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
