package city.huitong.platform.security;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/** Says in an answer what the caller may ask for and what is left (IETF draft-ietf-httpapi-ratelimit-headers-10). */
final class RateLimitHeaders {

    static final String LEFT = "RateLimit";
    static final String POLICY = "RateLimit-Policy";
    static final String PRICE = "Request-Cost";
    private static final int SECONDS_A_DAY = 86_400;

    private final HttpServerResponse response;

    RateLimitHeaders(RoutingContext context) {
        this.response = context.response();
    }

    void burst(Buckets.Left left) {
        add(POLICY, "\"burst\";q=" + left.burst() + ";w=" + left.fillSeconds());
        add(LEFT, "\"burst\";r=" + left.units() + ";t=" + left.fullInSeconds());
    }

    void day(DayBudgets.Left left) {
        add(POLICY, "\"day\";q=" + left.budget() + ";w=" + SECONDS_A_DAY);
        add(LEFT, "\"day\";r=" + left.units() + ";t=" + left.secondsToMidnight());
    }

    /** What this request has cost; a query pays more once it is known. */
    void price(int units) {
        response.putHeader(PRICE, Integer.toString(units));
    }

    /** Both are lists (RFC 9651), so that one header holds all. */
    private void add(String name, String item) {
        var before = response.headers().get(name);
        response.putHeader(name, before == null ? item : before + ", " + item);
    }
}
