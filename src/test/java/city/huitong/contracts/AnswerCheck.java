package city.huitong.contracts;

import io.vertx.core.json.pointer.JsonPointer;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Holds one answer against what the OpenAPI document says of it. Sentences say what to do about a misfit. */
final class AnswerCheck {

    private static final Set<Integer> WITHOUT_BODY = Set.of(204, 304);

    /** The address or the headers are too long: said by the server before it knows any operation, and without a body. */
    private static final Set<Integer> OF_THE_SERVER = Set.of(414, 431);

    private final ServedContract contract;
    private final String method;
    private final String path;

    AnswerCheck(ServedContract contract, String method, String path) {
        this.contract = contract;
        this.method = method;
        this.path = path;
    }

    /** An answer; what has no body has no type. */
    record Answer(int status, String type, Supplier<String> body) {

        boolean hasBody() {
            return !WITHOUT_BODY.contains(status) && !type.isEmpty();
        }

        String mediaType() {
            return withoutParameters(type);
        }

        boolean isJson() {
            return mediaType().endsWith("/json") || mediaType().endsWith("+json");
        }
    }

    List<String> misfits(Answer answer) {
        if (OF_THE_SERVER.contains(answer.status())) {
            return List.of();
        }
        var operation = contract.operation(method.equals("HEAD") ? "GET" : method, path);
        return operation
                .map(pointer -> misfits(pointer, answer))
                .orElseGet(() -> answer.status() < 400 ? undocumented(answer) : List.of());
    }

    private List<String> undocumented(Answer answer) {
        return List.of(
                "answered %d, and is not in the OpenAPI document: a resource of the hub is there by itself; what is none goes into %s"
                        .formatted(answer.status(), Undocumented.class.getSimpleName()));
    }

    private List<String> misfits(JsonPointer operation, Answer answer) {
        var responses = operation.copy().append("responses");
        var response = contract.meant(responses.copy().append(Integer.toString(answer.status())));
        if (contract.at(response) == null) {
            return List.of(
                    "answered %d, declared are %s: add @APIResponse(responseCode = \"%d\", ...) to the method, or to all alike in %s"
                            .formatted(answer.status(), names(responses), answer.status(), "ProblemResponses"));
        }
        return answer.hasBody() && !method.equals("HEAD") ? bodyMisfits(response, answer) : List.of();
    }

    private List<String> bodyMisfits(JsonPointer response, Answer answer) {
        var contents = response.copy().append("content");
        var content = contents.copy().append(declared(contents, answer));
        if (contract.at(content) == null) {
            return List.of("answered %d as %s, declared are %s: name it in the content of @APIResponse, or in @Produces"
                    .formatted(answer.status(), answer.mediaType(), names(contents)));
        }
        var schema = content.copy().append("schema");
        return answer.isJson() && contract.at(schema) != null ? schemaMisfits(schema, answer) : List.of();
    }

    private List<String> schemaMisfits(JsonPointer schema, Answer answer) {
        return contract.misfits(schema, answer.body().get()).stream()
                .map(misfit ->
                        "answered %d with a body that its schema does not fit: %s".formatted(answer.status(), misfit))
                .toList();
    }

    /** As the document names the type: perhaps with a character set. */
    private String declared(JsonPointer contents, Answer answer) {
        return names(contents).stream()
                .filter(name -> withoutParameters(name).equals(answer.mediaType()))
                .findFirst()
                .orElse(answer.mediaType());
    }

    private static String withoutParameters(String type) {
        return type.replaceFirst("\\s*;.*", "");
    }

    private Set<String> names(JsonPointer pointer) {
        var found = contract.at(pointer);
        return found == null ? Set.of() : found.fieldNames();
    }
}
