package city.huitong.platform.graphql;

import city.huitong.platform.data.PageRequest;
import city.huitong.platform.security.StatedLimits;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** What is limited about a query, beside its price. */
@ApplicationScoped
class GraphqlLimits implements StatedLimits {

    @Override
    public String part() {
        return "graphql";
    }

    @Override
    public Map<String, Long> limits() {
        return Map.of(
                "depth", (long) QueryLimits.MAX_DEPTH,
                "values", (long) QueryCost.MAX_COST,
                "bytes", GraphqlHttp.LIMIT_BYTES,
                "first", (long) PageRequest.MAX_LIMIT);
    }
}
