package city.huitong.platform.webhook;

import city.huitong.platform.problem.ProblemType;

/** Refusals about webhooks. */
enum WebhookProblem implements ProblemType {
    WEBHOOK_NOT_FOUND(404, "No webhook is registered"),
    WEBHOOK_DISABLED(409, "The webhook is disabled"),
    WEBHOOK_ADDRESS_REFUSED(422, "The hub sends nothing to this address");

    private final int status;
    private final String title;

    WebhookProblem(int status, String title) {
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
