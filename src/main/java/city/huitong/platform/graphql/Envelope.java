package city.huitong.platform.graphql;

import static city.huitong.platform.problem.PlatformProblem.NOT_ACCEPTABLE;
import static city.huitong.platform.problem.PlatformProblem.REQUEST_INVALID;
import static city.huitong.platform.problem.PlatformProblem.UNSUPPORTED_MEDIA_TYPE;

import city.huitong.platform.problem.Problem;
import city.huitong.platform.problem.Violation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.MIMEHeader;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a request must look like before its query is read. */
final class Envelope {

    static final String JSON = "application/json";
    /** GraphQL's own media type; it lets the status say that a query was refused. */
    static final String RESPONSE_JSON = "application/graphql-response+json";

    private Envelope() {}

    /**
     * The media type for the answer. Fails with {@code not-acceptable}.
     *
     * @param accepted what the client accepts, most wanted first
     */
    static String mediaType(List<MIMEHeader> accepted) {
        if (accepted.isEmpty()) {
            return RESPONSE_JSON;
        }
        return accepted.stream()
                .flatMap(type -> offered(withoutParameters(type.rawValue())).stream())
                .findFirst()
                .orElseThrow(() -> NOT_ACCEPTABLE.because("ask for " + RESPONSE_JSON + " or " + JSON));
    }

    /** Fails with {@code unsupported-media-type} for any other type than JSON. */
    static void mustBeJson(@Nullable String contentType) {
        if (contentType == null || !withoutParameters(contentType).equals(JSON)) {
            throw UNSUPPORTED_MEDIA_TYPE.because("send the query as " + JSON);
        }
    }

    /** Fails with {@code request-invalid} unless the body is an object with a query and, if need be, its variables. */
    static void mustHoldQuery(ObjectMapper mapper, @Nullable Buffer body) {
        if (body == null || body.length() == 0) {
            throw invalid("", "value-missing", "the body is empty");
        }
        var request = json(mapper, body);
        must(!request.isArray(), "", "the body must be one query; batches are not offered");
        must(request.isObject(), "", "the body must be an object");
        must(isText(request.path("query")), "/query", "query must be text");
        mayBe(request, "operationName", JsonNode::isTextual, "text");
        mayBe(request, "variables", JsonNode::isObject, "an object");
        mayBe(request, "extensions", JsonNode::isObject, "an object");
    }

    private static String withoutParameters(String type) {
        return type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private static Optional<String> offered(String type) {
        return switch (type) {
            case RESPONSE_JSON, "*/*" -> Optional.of(RESPONSE_JSON);
            case JSON -> Optional.of(JSON);
            default -> Optional.empty();
        };
    }

    private static JsonNode json(ObjectMapper mapper, Buffer body) {
        try {
            return mapper.readTree(body.getBytes());
        } catch (JsonProcessingException e) {
            var place = e.getLocation();
            throw invalid(
                    "",
                    "malformed-json",
                    "the body is no JSON at line %d, column %d".formatted(place.getLineNr(), place.getColumnNr()));
        } catch (IOException _) {
            throw invalid("", "malformed-json", "the body is no JSON");
        }
    }

    private static boolean isText(JsonNode value) {
        return value.isTextual() && !value.asText().isBlank();
    }

    private static void mayBe(JsonNode body, String key, Predicate<JsonNode> type, String what) {
        var value = body.path(key);
        must(value.isMissingNode() || value.isNull() || type.test(value), "/" + key, key + " must be " + what);
    }

    private static void must(boolean right, String pointer, String sentence) {
        if (!right) {
            throw invalid(pointer, "wrong-type", sentence);
        }
    }

    private static Problem invalid(String pointer, String code, String sentence) {
        return REQUEST_INVALID.because(sentence).with(List.of(new Violation(pointer, code, sentence)));
    }
}
