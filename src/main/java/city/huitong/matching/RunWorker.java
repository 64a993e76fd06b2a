package city.huitong.matching;

import city.huitong.platform.runtime.WorkInFlight;
import city.huitong.policy.CurrentPolicies;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Looks for runs to work on, new ones and those whose process died. */
@ApplicationScoped
class RunWorker {

    private final CurrentPolicies policies;
    private final MatchEverybody matchEverybody;
    private final WorkInFlight inFlight;

    RunWorker(CurrentPolicies policies, MatchEverybody matchEverybody, WorkInFlight inFlight) {
        this.policies = policies;
        this.matchEverybody = matchEverybody;
        this.inFlight = inFlight;
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> work() {
        return policies.ready().chain(() -> inFlight.onSchedule(this::workOff));
    }

    /** A run goes on step by step; a stop ends it between two of them. */
    private Uni<Void> workOff() {
        return matchEverybody.workOff().replaceWithVoid();
    }
}
