package city.huitong.platform.security;

import static city.huitong.platform.problem.PlatformProblem.OVERLOADED;
import static city.huitong.platform.problem.PlatformProblem.RATE_LIMITED;

import city.huitong.platform.problem.Problem;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Holds each caller to its tier, over REST and GraphQL together. Answers carry what is left in {@code RateLimit} and the rule in
 * {@code RateLimit-Policy} (IETF draft-ietf-httpapi-ratelimit-headers-10).
 */
@Singleton
class RateLimits {

    private static final Logger LOG = Logger.getLogger(RateLimits.class);

    private final RateLimitConfig config;
    private final Buckets buckets;
    private final DayBudgets days;
    private final Prices prices;

    RateLimits(RateLimitConfig config, Buckets buckets, DayBudgets days, Prices prices) {
        this.prices = prices;
        this.config = config;
        this.buckets = buckets;
        this.days = days;
        everyTierMustBeThere(config);
    }

    /** At the start, rather than when the first caller with that role comes. */
    private static void everyTierMustBeThere(RateLimitConfig config) {
        var ofKeys = Stream.of(KeyTier.values()).map(KeyTier::word).toList();
        Stream.of(config.roles().values(), config.clients().values(), List.of(config.otherwise()), ofKeys)
                .flatMap(Collection::stream)
                .filter(name -> !config.tiers().containsKey(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new ConfigurationException("huitong.rate-limits.tiers." + name + " is used and not set");
                });
    }

    /** Takes what a request of a known caller costs; fails with {@code rate-limited} when that is more than is left. */
    Uni<Void> admit(RoutingContext context, SecurityIdentity caller) {
        if (isFree(context)) {
            return Uni.createFrom().voidItem();
        }
        var name = caller.getPrincipal().getName();
        var tier = tier(name, caller);
        var cost = prices.of(context);
        var answer = charge(context, Charge.of(name, tier, cost));
        if (tier.perDay().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return days.take(name, tier.perDay().getAsInt(), cost)
                .onFailure()
                .transform(RateLimits::withoutCount)
                .invoke(left -> mustHaveBudget(answer, left))
                .replaceWithVoid();
    }

    /** Whether the request has been paid for already. */
    static boolean isPaid(RoutingContext context) {
        return context.response().headers().contains(RateLimitHeaders.LEFT);
    }

    /** Takes what a request of an unknown caller costs from what its class of address has. */
    void admitStranger(RoutingContext context) {
        if (!isFree(context)) {
            var tier = named(config.otherwise());
            charge(context, Charge.ofStranger(AddressClass.of(context), tier, prices.of(context)));
        }
    }

    private boolean isFree(RoutingContext context) {
        return config.free().stream().anyMatch(context.normalizedPath()::startsWith);
    }

    private RateLimitConfig.Tier tier(String client, SecurityIdentity caller) {
        var own = config.clients().get(client);
        if (own != null) {
            return named(own);
        }
        return KeyAuthentication.holder(caller)
                .map(holder -> named(holder.tier().word()))
                .orElseGet(() -> tierOf(caller.getRoles()));
    }

    private RateLimitConfig.Tier tierOf(Set<String> roles) {
        return roles.stream()
                .map(config.roles()::get)
                .filter(Objects::nonNull)
                .map(this::named)
                .max(Comparator.comparingInt(RateLimitConfig.Tier::perSecond))
                .orElseGet(() -> named(config.otherwise()));
    }

    private RateLimitConfig.Tier named(String name) {
        return Objects.requireNonNull(config.tiers().get(name));
    }

    /** Takes what the moment has, and notes it, so that a query can settle the rest. */
    private RateLimitHeaders charge(RoutingContext context, Charge charge) {
        var answer = new RateLimitHeaders(context);
        mustHaveUnits(answer, buckets.take(charge.bucket(), charge.tier(), charge.units()));
        charge.keep(context);
        answer.price(charge.units());
        return answer;
    }

    private static void mustHaveUnits(RateLimitHeaders answer, Buckets.Left left) {
        answer.burst(left);
        if (!left.enough()) {
            throw limited("slow down", left.waitSeconds());
        }
    }

    private static void mustHaveBudget(RateLimitHeaders answer, DayBudgets.Left left) {
        answer.day(left);
        if (!left.enough()) {
            throw limited("the day's budget is used up", left.secondsToMidnight());
        }
    }

    private static Problem limited(String detail, long seconds) {
        return RATE_LIMITED.because(detail).withHeader("Retry-After", Long.toString(Math.max(1, seconds)));
    }

    private static Problem withoutCount(Throwable failure) {
        LOG.errorf("a day's budget cannot be counted: %s", failure.toString());
        return OVERLOADED.because("try again in a moment");
    }
}
