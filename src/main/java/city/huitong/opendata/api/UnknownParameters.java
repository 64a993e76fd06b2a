package city.huitong.opendata.api;

import city.huitong.expression.NearestName;
import city.huitong.opendata.OpenDataProblem;
import city.huitong.platform.problem.Violation;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses a parameter that a question about a dataset does not have. One that is misspelt, {@code orderBy} or {@code Limit}, would pass for one
 * that was left out, and be answered with other records than those that were meant.
 */
class UnknownParameters {

    private static final String DATASET = "/v1/open/datasets/";
    private static final String RECORD = "records/{key}";
    private static final String HISTORY = RECORD + "/history";

    /** By what stands after the dataset. */
    static final Map<String, SortedSet<String>> KNOWN = Map.of(
            "records",
            names("select", "where", "order_by", "limit", "count", "cursor", "asOf"),
            "groups",
            names("group_by", "aggregate", "where", "order_by", "limit", "cursor", "asOf"),
            RECORD,
            names("asOf"),
            HISTORY,
            names("limit", "cursor"),
            "changes",
            names("since", "limit", "cursor"),
            "export",
            names("format", "select", "where", "order_by", "version", "bom"),
            "export/manifest",
            names("format", "select", "where", "order_by", "version", "bom"));

    private static SortedSet<String> names(String... names) {
        return new TreeSet<>(Set.of(names));
    }

    @ServerRequestFilter
    @KnownParametersOnly
    void refuse(UriInfo uri, RoutingContext request) {
        if (request.request().query() != null) {
            question(uri.getPath()).map(KNOWN::get).ifPresent(known -> refuse(request, known));
        }
    }

    private static void refuse(RoutingContext request, SortedSet<String> known) {
        var violations = request.queryParams().names().stream()
                .filter(name -> !known.contains(name))
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

    /** Which one an address asks. */
    private static Optional<String> question(String path) {
        var id = path.indexOf(DATASET) < 0 ? -1 : path.indexOf('/', DATASET.length());
        if (id < 0) {
            return Optional.empty();
        }
        var rest = path.substring(id + 1);
        if (!rest.startsWith("records/")) {
            return Optional.of(rest);
        }
        return Optional.of(rest.endsWith("/history") ? HISTORY : RECORD);
    }
}
