package city.huitong.platform.graphql;

import static city.huitong.platform.problem.PlatformProblem.INTERNAL;
import static city.huitong.platform.problem.PlatformProblem.REQUEST_INVALID;

import city.huitong.platform.problem.Problem;
import city.huitong.platform.problem.Violation;
import graphql.ErrorType;
import graphql.ExceptionWhileDataFetching;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.InvalidSyntaxError;
import graphql.execution.NonNullableValueCoercedAsNullException;
import graphql.execution.UnknownOperationException;
import graphql.language.SourceLocation;
import graphql.validation.ValidationError;
import graphql.validation.ValidationErrorType;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Which problem an error of the GraphQL engine is. The engine's own messages quote values, which may be personal, and name
 * its classes; what is passed on names fields, arguments and variables only.
 */
final class ErrorCodes {

    private static final Logger LOG = Logger.getLogger(ErrorCodes.class);

    /** What the engine puts before each sentence: {@code Validation error (WrongType@[subject/facts]) :}. */
    private static final Pattern PREFIX =
            Pattern.compile("^Validation error \\([^)]*\\) ?: ", Pattern.CASE_INSENSITIVE);

    private static final Pattern ARGUMENT = Pattern.compile("argument '([_0-9A-Za-z.\\[\\]]+)'");
    private static final Pattern WORD_START = Pattern.compile("(?<=[a-z])(?=[A-Z])");

    private ErrorCodes() {}

    /** The same result; every error has its code. */
    static ExecutionResult on(ExecutionResult result) {
        if (result.getErrors().isEmpty()) {
            return result;
        }
        var executed = result.isDataPresent();
        // One failure may be the error of many fields.
        var problems = new IdentityHashMap<Object, Problem>();
        var coded = result.getErrors().stream()
                .<GraphQLError>map(error -> new CodedError(
                        problems.computeIfAbsent(cause(error), _ -> problem(error)),
                        executed ? path(error) : List.of(),
                        locations(error)))
                .toList();
        return result.transform(answer -> answer.errors(coded));
    }

    /** A failure of the hub itself: logged, and named by its incident only. */
    static Problem incident(@Nullable Throwable failure) {
        var incident = UUID.randomUUID();
        LOG.errorf(failure, "GraphQL query failed, incident %s", incident);
        return INTERNAL.because("the failure was recorded as incident " + incident);
    }

    private static Object cause(GraphQLError error) {
        return error instanceof ExceptionWhileDataFetching field ? field.getException() : error;
    }

    private static Problem problem(GraphQLError error) {
        return switch (error) {
            case RefusedQuery refused -> refused.problem();
            case ExceptionWhileDataFetching field ->
                FieldFailures.known(field.getException()).orElseGet(() -> incident(field.getException()));
            case InvalidSyntaxError syntax -> invalid("", "invalid-syntax", sentence(syntax));
            case ValidationError rule -> invalid(pointer(rule), code(rule), sentence(rule));
            case UnknownOperationException operation ->
                invalid("/operationName", "unknown-operation", operation.getMessage());
            case NonNullableValueCoercedAsNullException _ ->
                invalid("/variables", "value-missing", "a variable that must not be null has no value");
            case GraphQLError other
            when other.getErrorType() == ErrorType.ValidationError ->
                invalid("/variables", "wrong-type", "a variable has a value of another type than it is declared with");
            default -> incident(error instanceof Throwable failure ? failure : null);
        };
    }

    private static Problem invalid(String pointer, String code, String sentence) {
        return REQUEST_INVALID.because(sentence).with(List.of(new Violation(pointer, code, sentence)));
    }

    /** The engine quotes what it cannot read; where it is says enough. */
    private static String sentence(InvalidSyntaxError error) {
        var message = Objects.requireNonNullElse(error.getMessage(), "");
        if (message.startsWith("More than")) {
            return "the document is larger than the hub reads";
        }
        return locations(error).stream()
                .findFirst()
                .map(place -> "the document cannot be read at line %d, column %d"
                        .formatted(place.getLine(), place.getColumn()))
                .orElse("the document cannot be read");
    }

    private static String sentence(ValidationError error) {
        var message = Objects.requireNonNullElse(error.getMessage(), "");
        return switch (error.getValidationErrorType()) {
            case ValidationErrorType.WrongType -> {
                var argument = ARGUMENT.matcher(message);
                yield (argument.find() ? "argument '" + argument.group(1) + "'" : "an argument")
                        + " has a value of another type than the schema says";
            }
            case ValidationErrorType.BadValueForDefaultArg -> "a variable's default has another type than the variable";
            case null, default -> PREFIX.matcher(message).replaceFirst("");
        };
    }

    private static String pointer(ValidationError error) {
        var path = error.getQueryPath();
        return path == null || path.isEmpty() ? "" : "/" + String.join("/", path);
    }

    /** {@code FieldUndefined} is {@code field-undefined}. */
    private static String code(ValidationError error) {
        return WORD_START
                .matcher(String.valueOf(error.getValidationErrorType()))
                .replaceAll("-")
                .toLowerCase(Locale.ROOT);
    }

    /** SmallRye checks dates only when it calls their field, and then tells its path in another place. */
    private static List<Object> path(GraphQLError error) {
        return error instanceof ValidationError rule
                ? List.copyOf(rule.getQueryPath())
                : Objects.requireNonNullElse(error.getPath(), List.of());
    }

    private static List<SourceLocation> locations(GraphQLError error) {
        return Objects.requireNonNullElse(error.getLocations(), List.<SourceLocation>of()).stream()
                .filter(Objects::nonNull)
                .filter(place -> place.getLine() > 0)
                .toList();
    }
}
