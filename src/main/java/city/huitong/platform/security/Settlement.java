package city.huitong.platform.security;

import city.huitong.platform.runtime.Background;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Has a query pay the rest of its price once it is known. It has been let in by its length; the rest is taken from what the caller has
 * left, down to nothing, so that the next one waits and this one is answered.
 */
@Singleton
public class Settlement {

    private final Prices prices;
    private final Buckets buckets;
    private final DayBudgets days;
    private final Background background;

    Settlement(Prices prices, Buckets buckets, DayBudgets days, Background background) {
        this.prices = prices;
        this.buckets = buckets;
        this.days = days;
        this.background = background;
    }

    /**
     * Takes the rest and says so in the answer's headers.
     *
     * @param values what the query asks for, as the cost pass has found
     * @return the whole price in units; empty for a request that costs nothing
     */
    public Optional<Integer> settle(RoutingContext context, int values) {
        return Charge.find(context).map(charge -> settle(context, charge, prices.ofQuery(values)));
    }

    private int settle(RoutingContext context, Charge charge, int price) {
        var rest = price - charge.units();
        if (rest > 0) {
            charge.add(rest);
            buckets.settle(charge.bucket(), charge.tier(), rest);
            charge.client().ifPresent(client -> settleDay(client, charge.tier(), rest));
            new RateLimitHeaders(context).price(charge.units());
        }
        return charge.units();
    }

    private void settleDay(String client, RateLimitConfig.Tier tier, int rest) {
        tier.perDay()
                .ifPresent(budget -> background.start(
                        "settling a day's budget",
                        () -> days.take(client, budget, rest).replaceWithVoid()));
    }
}
