package city.huitong.platform.runtime;

import static city.huitong.platform.problem.PlatformProblem.REQUEST_INVALID;

import city.huitong.platform.problem.Violation;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a query parameter without a value. It would pass for one that was left out, and {@code ?limit=} or {@code ?asOf=} is
 * a mistake of the program that built the address.
 */
class EmptyParameters {

    @ServerRequestFilter
    void refuse(UriInfo uri, HttpServerRequest request) {
        // Most requests have no parameter that is empty, and to read them all takes longer than to see that.
        if (mayHaveEmpty(request.query())) {
            refuse(uri);
        }
    }

    private static boolean mayHaveEmpty(@Nullable String query) {
        return query != null
                && (query.endsWith("=")
                        || query.contains("=&")
                        || Arrays.stream(query.split("&", -1)).anyMatch(part -> part.indexOf('=') < 0));
    }

    private static void refuse(UriInfo uri) {
        var violations = uri.getQueryParameters().entrySet().stream()
                .filter(parameter -> parameter.getValue().stream().anyMatch(String::isEmpty))
                .map(parameter -> empty(parameter.getKey()))
                .toList();
        if (!violations.isEmpty()) {
            throw REQUEST_INVALID.because("a parameter has no value").with(violations);
        }
    }

    private static Violation empty(String name) {
        return new Violation("?" + name, "required", "give it a value or leave it out");
    }
}
