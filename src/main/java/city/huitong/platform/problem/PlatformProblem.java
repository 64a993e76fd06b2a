package city.huitong.platform.problem;

/** Refusals that belong to no feature. */
public enum PlatformProblem implements ProblemType {
    REQUEST_INVALID(400, "The request is not valid"),
    KEY_IN_ADDRESS(400, "An API key does not belong into an address"),
    QUERY_TOO_DEEP(400, "The query has more levels than are read"),
    QUERY_TOO_COSTLY(400, "The query asks for more than is answered at once"),
    DOCUMENT_UNKNOWN(403, "Without a token only known documents are answered"),
    DOCUMENT_NOT_FOUND(404, "There is no document of this id"),
    TOKEN_MISSING(401, "An access token is required"),
    TOKEN_INVALID(401, "The access token was not accepted"),
    TOKEN_EXPIRED(401, "The access token has expired"),
    TOKEN_AUDIENCE(401, "The access token is for somebody else"),
    TOKEN_SENDER_MISMATCH(401, "The access token is bound to another sender"),
    TOKEN_UNBOUND(401, "The access token must be bound to its sender"),
    KEY_INVALID(401, "The API key was not accepted"),
    DPOP_INVALID(401, "The DPoP proof was not accepted"),
    DPOP_REPLAYED(401, "The DPoP proof was used before"),
    DPOP_NONCE_REQUIRED(401, "The DPoP proof needs a nonce of this hub"),
    STEP_UP_REQUIRED(401, "A stronger or fresher login is required"),
    ROLE_MISSING(403, "None of the caller's roles may do this"),
    FORBIDDEN(403, "The caller may not do this"),
    SECOND_PERSON_REQUIRED(403, "A second person must decide"),
    NOT_FOUND(404, "There is nothing here"),
    METHOD_NOT_ALLOWED(405, "This method is not offered here"),
    NOT_ACCEPTABLE(406, "None of the accepted media types is offered here"),
    CONFLICT(409, "The resource was changed by somebody else"),
    CONTENT_TOO_LARGE(413, "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "This media type is not accepted here"),
    STOPPING(503, "The hub is stopping"),
    RATE_LIMITED(429, "Too much was asked for"),
    ISSUER_UNAVAILABLE(503, "The token's issuer cannot be reached"),
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
