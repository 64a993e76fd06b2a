package city.huitong.platform.security;

import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** What the request at hand was charged, and whom. */
final class Charge {

    private static final String KEY = Charge.class.getName();

    private final String bucket;
    private final Optional<String> client;
    private final RateLimitConfig.Tier tier;
    private int units;

    private Charge(String bucket, Optional<String> client, RateLimitConfig.Tier tier, int units) {
        this.bucket = bucket;
        this.client = client;
        this.tier = tier;
        this.units = units;
    }

    /** Of a known caller. */
    static Charge of(String client, RateLimitConfig.Tier tier, int units) {
        return new Charge("caller " + client, Optional.of(client), tier, units);
    }

    /** Of a class of addresses. */
    static Charge ofStranger(String addresses, RateLimitConfig.Tier tier, int units) {
        return new Charge("address " + addresses, Optional.empty(), tier, units);
    }

    /** The units of a request that was answered; none where it was free. */
    static int units(RoutingContext context) {
        return find(context).map(charge -> charge.units).orElse(0);
    }

    static Optional<Charge> find(RoutingContext context) {
        return Optional.ofNullable(context.get(KEY));
    }

    void keep(RoutingContext context) {
        context.put(KEY, this);
    }

    String bucket() {
        return bucket;
    }

    /** Who has a budget for the day; empty for strangers, whom only the moment limits. */
    Optional<String> client() {
        return client;
    }

    RateLimitConfig.Tier tier() {
        return tier;
    }

    int units() {
        return units;
    }

    void add(int more) {
        units += more;
    }
}
