package city.huitong.platform.security;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/** The table of limits as callers are told. */
@ApplicationScoped
public class LimitTable {

    private final RateLimitConfig config;

    LimitTable(RateLimitConfig config) {
        this.config = config;
    }

    /**
     * One row.
     *
     * @param perSecond units that come back each second, in each process
     * @param burst units that may be used at once, in each process
     * @param perDay units a day of the city, over all processes
     */
    public record Row(String tier, int perSecond, int burst, OptionalInt perDay) {}

    /** All tiers, by name. */
    public List<Row> tiers() {
        return new TreeMap<>(config.tiers())
                .entrySet().stream()
                        .map(each -> row(each.getKey(), each.getValue()))
                        .toList();
    }

    /** The tier of who sends neither a token nor a key. */
    public String anonymous() {
        return config.otherwise();
    }

    /** The tiers by role. */
    public Map<String, String> roles() {
        return new TreeMap<>(config.roles());
    }

    /** What requests cost, in units. */
    public Map<String, Integer> costs() {
        var costs = config.costs();
        return new TreeMap<>(Map.of(
                "read", costs.read(),
                "rowsPerFurtherUnit", costs.rows(),
                "write", costs.write(),
                "export", costs.export(),
                "graphqlBytesPerUnit", costs.graphqlBytes(),
                "graphqlValuesPerUnit", costs.graphqlValues()));
    }

    /** How many clients may be registered in a day from one class of addresses. */
    public int newcomersPerDay() {
        return config.newcomersPerDay();
    }

    private static Row row(String name, RateLimitConfig.Tier tier) {
        return new Row(name, tier.perSecond(), tier.burst(), tier.perDay());
    }
}
