package city.huitong.matching;

import city.huitong.platform.runtime.WorkInFlight;
import city.huitong.policy.CurrentPolicies;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Looks for reconciliations to work on, new ones and those whose process died. */
@ApplicationScoped
class ReconciliationWorker {

    private final CurrentPolicies policies;
    private final ReconcileEntitlements reconcile;
    private final WorkInFlight inFlight;

    ReconciliationWorker(CurrentPolicies policies, ReconcileEntitlements reconcile, WorkInFlight inFlight) {
        this.policies = policies;
        this.reconcile = reconcile;
        this.inFlight = inFlight;
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> work() {
        return policies.ready().chain(() -> inFlight.onSchedule(reconcile::workOff));
    }
}
