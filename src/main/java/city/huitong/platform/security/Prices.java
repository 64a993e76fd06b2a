package city.huitong.platform.security;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What requests cost, in one unit for REST and GraphQL: a read costs by the rows it asks for, a file and a write a fixed sum, a query
 * by its length until it has been read, and then by the values it asks for.
 */
@Singleton
class Prices {

    private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final String GRAPHQL = "/graphql";
    /** No list has more rows on a page; who asks for more is refused. */
    private static final Pattern ROWS = Pattern.compile("(?:^|&)limit=([0-9]{1,4})(?:&|$)");
    /** A body that does not say how long it is. */
    private static final int UNKNOWN_LENGTH = 4 * 1024;

    private final RateLimitConfig.Costs costs;

    Prices(RateLimitConfig config) {
        this.costs = config.costs();
    }

    /** What is taken before anything is done. */
    int of(RoutingContext context) {
        return switch (Use.Via.of(context.normalizedPath())) {
            case GRAPHQL -> query(context);
            case EXPORT -> costs.export();
            case REST -> isRead(context) ? read(context) : costs.write();
        };
    }

    /** What a query costs that asks for so many values. */
    int ofQuery(int values) {
        return 1 + values / costs.graphqlValues();
    }

    /** What is kept beside the queries' own path is read by its name, and as cheap as other reads. */
    private int query(RoutingContext context) {
        return context.normalizedPath().equals(GRAPHQL) ? 1 + length(context) / costs.graphqlBytes() : costs.read();
    }

    private int read(RoutingContext context) {
        var query = context.request().query();
        if (query == null || !query.contains("limit=")) {
            return costs.read();
        }
        var rows = ROWS.matcher(query);
        return costs.read() + (rows.find() ? Integer.parseInt(rows.group(1)) / costs.rows() : 0);
    }

    private static boolean isRead(RoutingContext context) {
        return READS.contains(context.request().method());
    }

    /** Of what is to be read, which is in the address where there is no body. */
    private static int length(RoutingContext context) {
        if (isRead(context)) {
            return context.request().query() == null
                    ? 0
                    : context.request().query().length();
        }
        var length = context.request().getHeader("Content-Length");
        // Nine digits at most; longer ones are refused before.
        return length != null && length.matches("[0-9]{1,9}") ? Integer.parseInt(length) : UNKNOWN_LENGTH;
    }
}
