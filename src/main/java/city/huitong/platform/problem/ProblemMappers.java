package city.huitong.platform.problem;

import static city.huitong.platform.problem.PlatformProblem.CONFLICT;
import static city.huitong.platform.problem.PlatformProblem.INTERNAL;
import static city.huitong.platform.problem.PlatformProblem.METHOD_NOT_ALLOWED;
import static city.huitong.platform.problem.PlatformProblem.NOT_ACCEPTABLE;
import static city.huitong.platform.problem.PlatformProblem.NOT_FOUND;
import static city.huitong.platform.problem.PlatformProblem.OVERLOADED;
import static city.huitong.platform.problem.PlatformProblem.REQUEST_INVALID;
import static city.huitong.platform.problem.PlatformProblem.ROLE_MISSING;
import static city.huitong.platform.problem.PlatformProblem.TOKEN_INVALID;
import static city.huitong.platform.problem.PlatformProblem.TOKEN_MISSING;
import static city.huitong.platform.problem.PlatformProblem.UNSUPPORTED_MEDIA_TYPE;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.persistence.OptimisticLockException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Turns every failure of a REST request into a problem. Written here because no library does it for Quarkus 3.33 without
 * turning 401 into 500, and because GraphQL must use the same codes.
 */
class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    private final HttpHeaders headers;

    ProblemMappers(HttpHeaders headers) {
        this.headers = headers;
    }

    @ServerExceptionMapper
    RestResponse<ProblemJson> refused(Problem problem, UriInfo uri) {
        return answer(problem, uri);
    }

    @ServerExceptionMapper
    RestResponse<ProblemJson> withoutToken(UnauthorizedException failure, UriInfo uri) {
        return answer(TOKEN_MISSING.because("send an access token: Authorization: Bearer …"), uri);
    }

    @ServerExceptionMapper
    RestResponse<ProblemJson> badToken(AuthenticationFailedException failure, UriInfo uri) {
        return answer(TOKEN_INVALID.because("the token was tampered with or was issued by somebody else"), uri);
    }

    @ServerExceptionMapper
    RestResponse<ProblemJson> forbidden(ForbiddenException failure, UriInfo uri) {
        return answer(ROLE_MISSING.because("see /openapi for the roles that may"), uri);
    }

    @ServerExceptionMapper
    RestResponse<ProblemJson> badJson(JsonProcessingException failure, UriInfo uri) {
        return answer(badJson(failure), uri);
    }

    /** JSON of another shape than asked for; said again because Quarkus has its own answer to it, without a body. */
    @ServerExceptionMapper
    RestResponse<ProblemJson> otherJson(MismatchedInputException failure, UriInfo uri) {
        return answer(badJson(failure), uri);
    }

    @ServerExceptionMapper
    RestResponse<ProblemJson> notValid(ConstraintViolationException failure, UriInfo uri) {
        var violations = failure.getConstraintViolations().stream()
                .map(ProblemMappers::violation)
                .toList();
        return answer(REQUEST_INVALID.because("see errors").with(violations), uri);
    }

    @ServerExceptionMapper
    RestResponse<ProblemJson> changedMeanwhile(OptimisticLockException failure, UriInfo uri) {
        return answer(CONFLICT.because("read it again and repeat the change"), uri);
    }

    @ServerExceptionMapper
    RestResponse<ProblemJson> fromJaxRs(WebApplicationException failure, UriInfo uri) {
        if (failure.getCause() instanceof JsonProcessingException json) {
            return answer(badJson(json), uri);
        }
        return answer(byStatus(failure.getResponse().getStatus()), uri);
    }

    @ServerExceptionMapper
    RestResponse<ProblemJson> unknown(Throwable failure, UriInfo uri) {
        var incident = UUID.randomUUID();
        LOG.errorf(failure, "request failed, incident %s", incident);
        return answer(INTERNAL.because("the failure was recorded as incident " + incident), uri);
    }

    private static Problem byStatus(int status) {
        return switch (status) {
            case 400 -> REQUEST_INVALID.because("the request could not be read");
            case 404 -> NOT_FOUND.because("no such path; /q/swagger-ui and /openapi list what there is");
            case 405 -> METHOD_NOT_ALLOWED.because("see /openapi for the methods of this path");
            case 406 -> NOT_ACCEPTABLE.because("see /openapi for the media types that this path answers in");
            case 413 -> PlatformProblem.CONTENT_TOO_LARGE.because("send less at once");
            case 415 -> UNSUPPORTED_MEDIA_TYPE.because("see /openapi for the media types of this path");
            case 503 -> OVERLOADED.because("try again in a moment");
            default -> INTERNAL.because("status " + status);
        };
    }

    /** The parser's own message quotes the input, which may be personal; only the place is passed on. */
    private static Problem badJson(JsonProcessingException failure) {
        var place = failure.getLocation();
        var where = place == null ? "" : " at line " + place.getLineNr() + ", column " + place.getColumnNr();
        return REQUEST_INVALID
                .because("the body is not the JSON expected here")
                .with(List.of(new Violation("", "malformed-json", "cannot be read" + where)));
    }

    private static Violation violation(ConstraintViolation<?> violation) {
        var path = violation.getPropertyPath().toString();
        return new Violation("?" + path.substring(path.lastIndexOf('.') + 1), "constraint", violation.getMessage());
    }

    private RestResponse<ProblemJson> answer(Problem problem, UriInfo uri) {
        // By number: the enumeration of statuses does not know 422.
        var answer = ResponseBuilder.<ProblemJson>create(problem.type().status())
                .entity(ProblemJson.of(problem, uri.getRequestUri().getPath()))
                .type(ProblemJson.MEDIA_TYPE);
        Challenge.of(problem, headers.getHeaderString(HttpHeaders.AUTHORIZATION))
                .forEach(challenge -> answer.header(HttpHeaders.WWW_AUTHENTICATE, challenge));
        problem.headers().forEach(answer::header);
        return answer.build();
    }
}
