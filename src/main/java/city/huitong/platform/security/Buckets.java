package city.huitong.platform.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * What callers may ask for at once: token buckets in this process. As many as memory bears, and no more: the least used are given
 * up, which only fills them.
 */
@Singleton
// Caffeine finds kinds of caches and of their entries by name; a native build would leave them out. These are all that
// the hub has.
@RegisterForReflection(
        classNames = {
            "com.github.benmanes.caffeine.cache.PSAMS",
            "com.github.benmanes.caffeine.cache.PSMS",
            "com.github.benmanes.caffeine.cache.PSMW",
            "com.github.benmanes.caffeine.cache.PSWMS",
            "com.github.benmanes.caffeine.cache.SSMS",
            "com.github.benmanes.caffeine.cache.SSMSA",
            "com.github.benmanes.caffeine.cache.SSMSW",
            "com.github.benmanes.caffeine.cache.SSMW"
        })
class Buckets {

    private static final int MOST = 100_000;
    private static final Duration UNUSED = Duration.ofMinutes(10);
    private static final long NANOS = 1_000_000_000L;

    private final Cache<String, Bucket> buckets =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterAccess(UNUSED).build();

    /**
     * What is left after a request.
     *
     * @param enough whether the request could be paid
     * @param units what is left
     * @param burst what a full bucket holds
     * @param fillSeconds how long an empty bucket takes to fill
     * @param fullInSeconds how long this one takes
     * @param waitSeconds how long to wait for a request that was not paid
     */
    record Left(boolean enough, long units, int burst, long fillSeconds, long fullInSeconds, long waitSeconds) {}

    /** Takes units from the caller's bucket, all or none. */
    Left take(String caller, RateLimitConfig.Tier tier, int cost) {
        var bucket = buckets.get(caller, _ -> filled(tier));
        // A request that costs more than a full bucket costs a full bucket, or it could never be made.
        var probe = bucket.tryConsumeAndReturnRemaining(Math.min(cost, tier.burst()));
        return new Left(
                probe.isConsumed(),
                probe.getRemainingTokens(),
                tier.burst(),
                Math.ceilDiv(tier.burst(), tier.perSecond()),
                Math.ceilDiv(probe.getNanosToWaitForReset(), NANOS),
                Math.ceilDiv(probe.getNanosToWaitForRefill(), NANOS));
    }

    /** Takes what is there of these units, down to nothing. */
    void settle(String caller, RateLimitConfig.Tier tier, int units) {
        buckets.get(caller, _ -> filled(tier)).tryConsumeAsMuchAsPossible(units);
    }

    private static Bucket filled(RateLimitConfig.Tier tier) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(tier.burst()).refillGreedy(tier.perSecond(), Duration.ofSeconds(1)))
                .build();
    }
}
