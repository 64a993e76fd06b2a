package city.huitong.matching;

import city.huitong.platform.runtime.WorkInFlight;
import city.huitong.policy.CurrentPolicies;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;

/** Looks for runs to work on, new ones and those whose process died. */
@ApplicationScoped
class RunWorker {

    /** While one waits for the database the other computes; more would only wait for each other. */
    private static final int WORKERS = 2;

    private final CurrentPolicies policies;
    private final WorkOnRuns workOnRuns;
    private final WorkInFlight inFlight;
    private final Semaphore idle = new Semaphore(WORKERS);

    RunWorker(CurrentPolicies policies, WorkOnRuns workOnRuns, WorkInFlight inFlight) {
        this.policies = policies;
        this.workOnRuns = workOnRuns;
        this.inFlight = inFlight;
    }

    /** Every second one worker more, up to as many as there are. */
    @Scheduled(every = "1s")
    Uni<Void> work() {
        return idle.tryAcquire()
                ? policies.ready()
                        .chain(() -> inFlight.onSchedule(workOnRuns::workOff))
                        .onTermination()
                        .invoke(idle::release)
                : Uni.createFrom().voidItem();
    }
}
