package city.huitong.opendata.api;

import city.huitong.expression.NearestName;
import city.huitong.opendata.OpenDataProblem;
import city.huitong.platform.problem.Violation;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;

/**
 * Refuses a parameter that a question about a dataset does not have. One that is misspelt, {@code orderBy} or {@code Limit}, would pass for one
 * that was left out, and be answered with other records than those that were meant.
 */
class UnknownParameters {

    /** What is said of them at most. */
    private static final int MOST = 10;

    private static final SortedSet<String> OF_FILES = names("format", "select", "where", "order_by", "version", "bom");

    /** By the name of the method that answers. */
    static final Map<String, SortedSet<String>> KNOWN = Map.of(
            "records", names("select", "where", "order_by", "limit", "count", "cursor", "asOf"),
            "groups", names("group_by", "aggregate", "where", "order_by", "limit", "cursor", "asOf"),
            "record", names("asOf"),
            "history", names("limit", "cursor"),
            "changes", names("since", "limit", "cursor"),
            "export", OF_FILES,
            "manifest", OF_FILES);

    private static SortedSet<String> names(String... names) {
        return new TreeSet<>(Set.of(names));
    }

    @ServerRequestFilter
    @KnownParametersOnly
    void refuse(SimpleResourceInfo question, RoutingContext request) {
        if (request.request().query() != null) {
            Optional.ofNullable(KNOWN.get(question.getMethodName())).ifPresent(known -> refuse(request, known));
        }
    }

    private static void refuse(RoutingContext request, SortedSet<String> known) {
        var violations = request.queryParams().names().stream()
                .filter(name -> !known.contains(name))
                .limit(MOST)
                .map(name -> unknown(name, known))
                .toList();
        if (!violations.isEmpty()) {
            throw OpenDataProblem.QUERY_INVALID
                    .because("there is no parameter of this name here")
                    .with(violations);
        }
    }

    private static Violation unknown(String name, SortedSet<String> known) {
        return new Violation(
                "?" + name,
                "unknown-parameter",
                "must be one of " + String.join(", ", known) + NearestName.hint(name, known));
    }
}
