package city.huitong.platform.security;

import static city.huitong.platform.problem.PlatformProblem.RATE_LIMITED;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * How many newcomers a class of addresses may bring in a day. Each leaves something behind, so the units of requests would let far
 * too many in. Counted in this process and in memory only, as addresses are.
 */
@ApplicationScoped
public class NewcomerLimit {

    private static final int MOST_CLASSES = 100_000;
    private static final Duration DAY = Duration.ofDays(1);
    private static final long NANOS = 1_000_000_000L;

    private final CurrentVertxRequest request;
    private final int most;
    private final Cache<String, Bucket> classes = Caffeine.newBuilder()
            .maximumSize(MOST_CLASSES)
            .expireAfterAccess(DAY)
            .build();

    NewcomerLimit(CurrentVertxRequest request, RateLimitConfig config) {
        this.request = request;
        this.most = config.newcomersPerDay();
    }

    /** Counts one from where the request at hand came from; refuses with {@code rate-limited} when there were enough today. */
    public void count() {
        count(AddressClass.of(request.getCurrent()));
    }

    void count(String addresses) {
        var probe = classes.get(addresses, _ -> full()).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw RATE_LIMITED
                    .because("enough clients were registered from these addresses today")
                    .withHeader("Retry-After", Long.toString(Math.ceilDiv(probe.getNanosToWaitForRefill(), NANOS)));
        }
    }

    private Bucket full() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(most).refillGreedy(most, DAY))
                .build();
    }
}
