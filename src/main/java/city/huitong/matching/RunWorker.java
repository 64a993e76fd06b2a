package city.huitong.matching;

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

    RunWorker(CurrentPolicies policies, MatchEverybody matchEverybody) {
        this.policies = policies;
        this.matchEverybody = matchEverybody;
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> work() {
        return policies.ready().chain(matchEverybody::workOff).replaceWithVoid();
    }
}
