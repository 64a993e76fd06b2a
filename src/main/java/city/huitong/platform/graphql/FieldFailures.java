package city.huitong.platform.graphql;

import static city.huitong.platform.problem.PlatformProblem.REQUEST_INVALID;
import static city.huitong.platform.problem.PlatformProblem.ROLE_MISSING;
import static city.huitong.platform.problem.PlatformProblem.TOKEN_INVALID;
import static city.huitong.platform.problem.PlatformProblem.TOKEN_MISSING;

import city.huitong.platform.problem.Problem;
import graphql.ErrorType;
import graphql.GraphQLError;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which problem a failed field is: the same as REST answers. */
final class FieldFailures {

    private FieldFailures() {}

    /** The problem behind a failure; empty when the hub itself is at fault. */
    static Optional<Problem> known(@Nullable Throwable failure) {
        for (var each = failure; each != null; each = each.getCause()) {
            var problem = direct(each);
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    private static Optional<Problem> direct(Throwable failure) {
        return switch (failure) {
            case Problem problem -> Optional.of(problem);
            case UnauthorizedException _ ->
                Optional.of(TOKEN_MISSING.because("send an access token: Authorization: Bearer …"));
            case AuthenticationFailedException _ -> Optional.of(TOKEN_INVALID.because("the token was not accepted"));
            // SmallRye converts some arguments only when it calls the field.
            case GraphQLError error
            when error.getErrorType() == ErrorType.ValidationError ->
                Optional.of(REQUEST_INVALID.because("an argument has a value of another type than the schema says"));
            case ForbiddenException _ ->
                Optional.of(ROLE_MISSING.because("none of the caller's roles may ask for this field"));
            default -> Optional.empty();
        };
    }
}
