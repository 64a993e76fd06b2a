package city.huitong.developer.store;

import city.huitong.platform.data.Notifications;
import city.huitong.platform.runtime.CityClock;
import city.huitong.platform.security.ApiKeys;
import city.huitong.platform.security.KeyDigest;
import city.huitong.platform.security.KeyHolder;
import city.huitong.platform.security.KeyTier;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keys by their digests. What was looked up is remembered for a while, keys that nobody has included, and forgotten whenever a key ends
 * or may do something else, which all processes are told.
 */
@ApplicationScoped
class SqlApiKeys implements ApiKeys {

    static final String CHANNEL = "huitong_keys";

    private static final int MOST = 50_000;
    /** Should an announcement be lost. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private static final String FIND = """
            select key.id, key.client, key.ends_at, client.tier
            from client_key as key join client on client.id = key.client where key.digest = $1""";

    private final Pool pool;
    private final CityClock clock;
    private final Notifications notifications;
    private final AtomicLong changes = new AtomicLong();
    private final Cache<String, Optional<Known>> known =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(LONGEST).build();

    SqlApiKeys(Pool pool, CityClock clock, Notifications notifications) {
        this.pool = pool;
        this.clock = clock;
        this.notifications = notifications;
    }

    /** A key that was found. */
    private record Known(KeyHolder holder, Optional<Instant> endsAt) {

        boolean holds(Instant now) {
            return endsAt.filter(end -> !end.isAfter(now)).isEmpty();
        }
    }

    void start(@Observes StartupEvent event) {
        notifications.listen(CHANNEL, this::forget);
    }

    @Override
    public Uni<Optional<KeyHolder>> find(String key) {
        var digest = KeyDigest.of(key);
        var name = HexFormat.of().formatHex(digest);
        var remembered = known.getIfPresent(name);
        var found = remembered == null ? lookUp(name, digest) : Uni.createFrom().item(remembered);
        return found.map(each -> each.filter(one -> one.holds(clock.now())).map(Known::holder));
    }

    /** Remembered only if nothing has changed meanwhile: what was read may be what was just taken back. */
    private Uni<Optional<Known>> lookUp(String name, byte[] digest) {
        var before = changes.get();
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(Buffer.buffer(digest)))
                .map(rows -> rows.stream().findFirst().map(SqlApiKeys::known))
                .invoke(found -> remember(name, found, before));
    }

    private void remember(String name, Optional<Known> found, long before) {
        known.put(name, found);
        if (changes.get() != before) {
            known.invalidate(name);
        }
    }

    private void forget() {
        changes.incrementAndGet();
        known.invalidateAll();
    }

    private static Known known(Row row) {
        var holder = new KeyHolder(row.getUUID("client"), row.getUUID("id"), KeyTier.valueOf(row.getString("tier")));
        return new Known(
                holder, Optional.ofNullable(row.getOffsetDateTime("ends_at")).map(OffsetDateTime::toInstant));
    }
}
