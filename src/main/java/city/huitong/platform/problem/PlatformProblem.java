package city.huitong.platform.problem;

/** Refusals that belong to no feature. */
public enum PlatformProblem implements ProblemType {
    REQUEST_INVALID(400, "The request is not valid"),
    QUERY_TOO_DEEP(400, "The query has more levels than are read"),
    QUERY_TOO_COSTLY(400, "The query asks for more than is answered at once"),
    TOKEN_MISSING(401, "An access token is required"),
    TOKEN_INVALID(401, "The access token was not accepted"),
    FORBIDDEN(403, "The caller may not do this"),
    NOT_FOUND(404, "There is nothing here"),
    METHOD_NOT_ALLOWED(405, "This method is not offered here"),
    NOT_ACCEPTABLE(406, "None of the accepted media types is offered here"),
    CONFLICT(409, "The resource was changed by somebody else"),
    CONTENT_TOO_LARGE(413, "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "This media type is not accepted here"),
    STOPPING(503, "The hub is stopping"),
    OVERLOADED(503, "The hub cannot answer right now"),
    INTERNAL(500, "The hub failed to answer");

    private final int status;
    private final String title;

    PlatformProblem(int status, String title) {
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
