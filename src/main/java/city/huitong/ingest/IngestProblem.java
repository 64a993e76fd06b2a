package city.huitong.ingest;

import city.huitong.platform.problem.ProblemType;

/** Refusals of ingest. What is wrong with single lines is no refusal: it goes to quarantine. */
public enum IngestProblem implements ProblemType {
    BATCH_NOT_FOUND(404, "There is no such batch"),
    BATCH_TAKEN_OVER(409, "The batch was sent again under the same key while this request ran"),
    IDEMPOTENCY_KEY_INVALID(400, "The idempotency key is not valid"),
    IDEMPOTENCY_KEY_REUSED(422, "The idempotency key belongs to another body"),
    BODY_CUT_OFF(400, "The body ended before it was complete"),
    CATALOG_CHANGING(503, "The catalogue is being changed at the moment"),
    TOO_MANY_BATCHES(503, "Too many batches are being stored at the moment");

    private final int status;
    private final String title;

    IngestProblem(int status, String title) {
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
