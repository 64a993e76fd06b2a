package city.huitong.platform.problem;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** How operations refuse, as the OpenAPI document says it: which of them may, and why. */
enum Refusal {
    INVALID(400, "The request is not valid", Who.ALL),
    UNAUTHENTICATED(401, "The access token or the key is missing or was not accepted", Who.ALL),
    FORBIDDEN(403, "The caller may not do this", Who.ALL),
    NOT_FOUND(404, "There is nothing here", Who.ALL),
    NOT_ACCEPTABLE(406, "None of the accepted media types is offered here", Who.ALL),
    CONFLICT(409, "What is there does not allow this now", Who.ALL),
    CHANGED(412, "What is there is not what the caller has", Who.HOLDERS_OF_TAGS),
    TOO_LARGE(413, "The body is too large", Who.READERS_OF_BODIES),
    UNSUPPORTED(415, "The body's media type is not accepted here", Who.READERS_OF_BODIES),
    UNPROCESSABLE(422, "What was sent can be read, and is wrong: errors says where", Who.ALL),
    TAG_MISSING(428, "The caller must say which state it has", Who.HOLDERS_OF_TAGS),
    TOO_MANY(429, "Too much was asked for; Retry-After says when to try again", Who.ALL),
    FAILED(500, "The hub failed to answer; the detail names the incident", Who.ALL),
    UNAVAILABLE(503, "The hub cannot answer right now; the same request may be sent again", Who.ALL);

    private enum Who {
        ALL,
        HOLDERS_OF_TAGS,
        READERS_OF_BODIES
    }

    private final int status;
    private final String description;
    private final Who who;

    Refusal(int status, String description, Who who) {
        this.status = status;
        this.description = description;
        this.who = who;
    }

    String status() {
        return Integer.toString(status);
    }

    String description() {
        return description;
    }

    /** Whether this operation may refuse in this way. */
    boolean concerns(Operation operation) {
        return switch (who) {
            case ALL -> true;
            case HOLDERS_OF_TAGS -> parameters(operation).anyMatch(HttpHeaders.IF_MATCH::equals);
            case READERS_OF_BODIES -> operation.getRequestBody() != null;
        };
    }

    private static Stream<String> parameters(Operation operation) {
        return Objects.requireNonNullElse(operation.getParameters(), List.<Parameter>of()).stream()
                .map(Parameter::getName);
    }

    /** Whether the answer says when to try again. */
    boolean isForNow() {
        return this == TOO_MANY || this == UNAVAILABLE;
    }

    /** Its name among the document's answers. */
    String component() {
        return ProblemType.slug(this);
    }
}
