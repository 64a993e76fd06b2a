package city.huitong.platform.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** Answers with a problem where no REST resource has been reached yet: in filters ahead of REST and GraphQL. */
@ApplicationScoped
public class ProblemAnswer {

    private final ObjectMapper json;

    ProblemAnswer(ObjectMapper json) {
        this.json = json;
    }

    /** Ends the request with this problem. */
    public void end(RoutingContext context, Problem problem) {
        var response = context.response();
        if (response.ended()) {
            return;
        }
        PathTemplate.tell(context);
        var authorization = context.request().getHeader(HttpHeaders.AUTHORIZATION);
        response.setStatusCode(problem.type().status())
                .putHeader(HttpHeaders.CONTENT_TYPE, ProblemJson.MEDIA_TYPE)
                .putHeader("WWW-Authenticate", Challenge.of(problem, authorization));
        problem.headers().forEach(response::putHeader);
        // What was sent must be read to its end, or the connection cannot be used again.
        context.request().resume();
        response.end(body(problem, context.request().path()));
    }

    private String body(Problem problem, String path) {
        try {
            return json.writeValueAsString(ProblemJson.of(problem, path));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem is always JSON", e);
        }
    }
}
