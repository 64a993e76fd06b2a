package city.huitong.catalog.store;

import city.huitong.catalog.CurrentCatalog;
import city.huitong.platform.data.Notifications;
import city.huitong.platform.runtime.WorkInFlight;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Keeps this process' catalogue like the stored one: at once when another process announces a change, and by a look from time
 * to time because announcements can be lost.
 */
@ApplicationScoped
class CatalogFollower {

    static final String CHANNEL = "huitong_catalog";

    private final Notifications notifications;
    private final WorkInFlight inFlight;
    private final CurrentCatalog current;

    CatalogFollower(Notifications notifications, WorkInFlight inFlight, CurrentCatalog current) {
        this.notifications = notifications;
        this.inFlight = inFlight;
        this.current = current;
    }

    void start(@Observes StartupEvent event) {
        notifications.follow(CHANNEL, current::refresh);
    }

    @Scheduled(every = "30s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> look() {
        return inFlight.onSchedule(current::refresh);
    }
}
