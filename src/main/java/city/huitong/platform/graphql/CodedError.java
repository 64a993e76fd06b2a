package city.huitong.platform.graphql;

import city.huitong.platform.problem.Challenge;
import city.huitong.platform.problem.Problem;
import city.huitong.platform.problem.Violation;
import graphql.ErrorClassification;
import graphql.ErrorType;
import graphql.GraphQLError;
import graphql.language.SourceLocation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An error as answered: the problem's detail as its message, {@code extensions.code} the code REST has for the same refusal,
 * {@code extensions.problem} the rest of the problem.
 *
 * @param path the field that failed; empty when the query was not executed
 * @param locations where in the document, if it is known
 */
record CodedError(Problem problem, List<Object> path, List<SourceLocation> locations) implements GraphQLError {

    /** An error about the request as a whole. */
    static CodedError of(Problem problem) {
        return new CodedError(problem, List.of(), List.of());
    }

    @Override
    public String getMessage() {
        return problem.detail();
    }

    @Override
    public List<SourceLocation> getLocations() {
        return locations;
    }

    @Override
    public ErrorClassification getErrorType() {
        return ErrorType.DataFetchingException;
    }

    @Override
    public List<Object> getPath() {
        return path;
    }

    @Override
    public Map<String, Object> getExtensions() {
        return Map.of("code", problem.type().code(), "problem", description());
    }

    @Override
    public Map<String, Object> toSpecification() {
        Map<String, @Nullable Object> error = new LinkedHashMap<>();
        error.put("message", getMessage());
        if (!locations.isEmpty()) {
            error.put("locations", locations.stream().map(CodedError::json).toList());
        }
        if (!path.isEmpty()) {
            error.put("path", path);
        }
        error.put("extensions", getExtensions());
        return error;
    }

    /** With the members that this kind of problem has beside those of all. */
    private Map<String, Object> description() {
        var description = new LinkedHashMap<>(problem.members());
        description.put("title", problem.type().title());
        description.put("status", problem.type().status());
        description.put("detail", problem.detail());
        description.put("challenge", String.join(", ", Challenge.of(problem, null)));
        description.put(
                "errors", problem.violations().stream().map(CodedError::json).toList());
        return description;
    }

    private static Map<String, Object> json(Violation violation) {
        var json = new LinkedHashMap<String, Object>();
        json.put("pointer", violation.pointer());
        json.put("code", violation.code());
        json.put("detail", violation.detail());
        violation.line().ifPresent(line -> json.put("line", line));
        return json;
    }

    private static Map<String, Object> json(SourceLocation location) {
        return Map.of("line", location.getLine(), "column", location.getColumn());
    }
}
