package city.huitong.matching;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Looks for runs to work on, new ones and those whose process died. */
@ApplicationScoped
class RunWorker {

    private final MatchEverybody matchEverybody;

    RunWorker(MatchEverybody matchEverybody) {
        this.matchEverybody = matchEverybody;
    }

    @Scheduled(every = "0.5s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> work() {
        return matchEverybody.workOff().replaceWithVoid();
    }
}
