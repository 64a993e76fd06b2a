package city.huitong.opendata;

import city.huitong.platform.runtime.CityClock;
import city.huitong.platform.runtime.WorkInFlight;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Keeps the manifests few: anybody can have one made for each question that there is. */
@ApplicationScoped
class ForgetManifests {

    private static final Duration KEPT = Duration.ofDays(30);
    private static final int MOST = 100_000;

    private final Manifests manifests;
    private final CityClock clock;
    private final WorkInFlight inFlight;

    ForgetManifests(Manifests manifests, CityClock clock, WorkInFlight inFlight) {
        this.manifests = manifests;
        this.clock = clock;
        this.inFlight = inFlight;
    }

    @Scheduled(every = "1h", delayed = "10m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> forget() {
        return inFlight.onSchedule(() -> manifests.forget(clock.now().minus(KEPT), MOST));
    }
}
