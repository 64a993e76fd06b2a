package city.huitong.opendata;

import city.huitong.platform.data.Notifications;
import city.huitong.platform.runtime.CityClock;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Which clients hold agreements, remembered for a while and forgotten whenever one is made or ends, which all processes are told. */
@Singleton
class HeldAgreements {

    private static final int MOST = 20_000;
    /** Should an announcement be lost. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final AgreementRepository agreements;
    private final Notifications notifications;
    private final CityClock clock;
    private final AtomicLong changes = new AtomicLong();
    private final Cache<UUID, Map<String, Instant>> held =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(LONGEST).build();

    HeldAgreements(AgreementRepository agreements, Notifications notifications, CityClock clock) {
        this.agreements = agreements;
        this.notifications = notifications;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        notifications.listen(AgreementRepository.CHANNEL, this::forget);
    }

    /** Whether a client may read what is open under conditions of a dataset. */
    Uni<Boolean> holds(UUID client, String dataset) {
        var remembered = held.getIfPresent(client);
        var found = remembered == null ? lookUp(client) : Uni.createFrom().item(remembered);
        return found.map(ends -> Optional.ofNullable(ends.get(dataset))
                .filter(end -> end.isAfter(clock.now()))
                .isPresent());
    }

    /** Remembered only if nothing has changed meanwhile: what was read may be what was just ended. */
    private Uni<Map<String, Instant>> lookUp(UUID client) {
        var before = changes.get();
        return agreements.held(client, clock.now()).invoke(ends -> remember(client, ends, before));
    }

    private void remember(UUID client, Map<String, Instant> ends, long before) {
        held.put(client, ends);
        if (changes.get() != before) {
            held.invalidate(client);
        }
    }

    private void forget() {
        changes.incrementAndGet();
        held.invalidateAll();
    }
}
