package city.huitong.platform.graphql;

import static city.huitong.platform.problem.PlatformProblem.NOT_ACCEPTABLE;
import static city.huitong.platform.problem.PlatformProblem.REQUEST_INVALID;
import static city.huitong.platform.problem.PlatformProblem.UNSUPPORTED_MEDIA_TYPE;
import static java.nio.charset.StandardCharsets.UTF_8;

import city.huitong.platform.problem.Problem;
import city.huitong.platform.problem.Violation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.MIMEHeader;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a request must look like before its query is read. */
@Singleton
class Envelope {

    static final String JSON = "application/json";
    /** GraphQL's own media type; it lets the status say that a query was refused. */
    static final String RESPONSE_JSON = "application/graphql-response+json";

    private static final String OPERATION_NAME = "operationName";
    static final String DOCUMENT_ID = "documentId";
    private static final String VARIABLES = "variables";
    private static final String EXTENSIONS = "extensions";

    private final KnownDocuments known;
    private final ObjectReader reader;

    Envelope(ObjectMapper mapper, KnownDocuments known) {
        this.known = known;
        this.reader = mapper.reader().with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    }

    /**
     * The media type for the answer; plain JSON for clients that say nothing, as the oldest of them expect. Fails with
     * {@code not-acceptable}.
     *
     * @param accepted what the client accepts, most wanted first
     */
    static String mediaType(List<MIMEHeader> accepted) {
        if (accepted.isEmpty()) {
            return JSON;
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

    /** The request in a body. Fails with {@code request-invalid} unless it has a query, or names one, and, if need be, its variables. */
    ObjectNode sent(@Nullable Buffer body) {
        if (body == null || body.length() == 0) {
            throw invalid("", "value-missing", "the body is empty");
        }
        var request = json(body.getBytes(), "", "the body");
        must(!request.isArray(), "", "the body must be one query; batches are not offered");
        must(request.isObject(), "", "the body must be an object");
        return inOrder((ObjectNode) request, "/");
    }

    /** The request in an address, whose members are parameters; variables and extensions are JSON. Fails as {@link #sent}. */
    ObjectNode sent(MultiMap parameters) {
        var node = JsonNodeFactory.instance.objectNode();
        List.of(Engine.QUERY, OPERATION_NAME, DOCUMENT_ID)
                .forEach(name -> one(parameters, name).ifPresent(text -> node.put(name, text)));
        List.of(VARIABLES, EXTENSIONS)
                .forEach(name -> one(parameters, name)
                        .ifPresent(text -> node.set(name, json(text.getBytes(UTF_8), "?" + name, name))));
        return inOrder(node, "?");
    }

    private static Optional<String> one(MultiMap parameters, String name) {
        var values = parameters.getAll(name);
        must(values.size() < 2, "?" + name, name + " must be sent once");
        return values.stream().findFirst();
    }

    private ObjectNode inOrder(ObjectNode request, String pointer) {
        mayBe(request, OPERATION_NAME, pointer, JsonNode::isTextual, "text");
        mayBe(request, DOCUMENT_ID, pointer, JsonNode::isTextual, "text");
        mayBe(request, VARIABLES, pointer, JsonNode::isObject, "an object");
        mayBe(request, EXTENSIONS, pointer, JsonNode::isObject, "an object");
        var id = request.path(DOCUMENT_ID);
        if (id.isTextual()) {
            must(!request.hasNonNull(Engine.QUERY), pointer + DOCUMENT_ID, "send either query or documentId");
            request.put(Engine.QUERY, known.require(id.asText()).text());
        }
        must(isText(request.path(Engine.QUERY)), pointer + Engine.QUERY, "query must be text");
        return request;
    }

    private static String withoutParameters(String type) {
        return type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private static Optional<String> offered(String type) {
        return switch (type) {
            case RESPONSE_JSON -> Optional.of(RESPONSE_JSON);
            case JSON, "application/*", "*/*" -> Optional.of(JSON);
            default -> Optional.empty();
        };
    }

    private JsonNode json(byte[] text, String pointer, String what) {
        try {
            var value = reader.readTree(text);
            if (value.isMissingNode()) {
                throw invalid(pointer, "malformed-json", what + " is no JSON");
            }
            return value;
        } catch (JsonProcessingException e) {
            var place = e.getLocation();
            throw invalid(
                    pointer,
                    "malformed-json",
                    "%s is no JSON at line %d, column %d".formatted(what, place.getLineNr(), place.getColumnNr()));
        } catch (IOException _) {
            throw invalid(pointer, "malformed-json", what + " is no JSON");
        }
    }

    private static boolean isText(JsonNode value) {
        return value.isTextual() && !value.asText().isBlank();
    }

    private static void mayBe(ObjectNode request, String key, String pointer, Predicate<JsonNode> type, String what) {
        var value = request.path(key);
        must(value.isMissingNode() || value.isNull() || type.test(value), pointer + key, key + " must be " + what);
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
