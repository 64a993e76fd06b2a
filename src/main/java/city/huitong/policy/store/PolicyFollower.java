package city.huitong.policy.store;

import city.huitong.platform.data.Notifications;
import city.huitong.platform.runtime.WorkInFlight;
import city.huitong.policy.CurrentPolicies;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Keeps this process' policies like the stored ones, as announced and by a look from time to time. */
@ApplicationScoped
class PolicyFollower {

    private final Notifications notifications;
    private final WorkInFlight inFlight;
    private final CurrentPolicies current;

    PolicyFollower(Notifications notifications, WorkInFlight inFlight, CurrentPolicies current) {
        this.notifications = notifications;
        this.inFlight = inFlight;
        this.current = current;
    }

    void start(@Observes StartupEvent event) {
        notifications.follow(HibernatePolicyRepository.CHANNEL, current::reload);
    }

    @Scheduled(every = "30s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> look() {
        return inFlight.onSchedule(current::reload);
    }
}
