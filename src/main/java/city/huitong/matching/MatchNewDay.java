package city.huitong.matching;

import city.huitong.platform.runtime.CityClock;
import city.huitong.policy.CurrentPolicies;
import city.huitong.policy.PublishedPolicy;
import city.huitong.subject.TurnWindows;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;

/**
 * Lets a new day have its effect: whoever turns 65 tonight is granted tonight, and what a law gave until yesterday ends. The day
 * is remembered at the end; a process that dies in between, or a second one beside it, does the same again, which changes
 * nothing.
 */
@ApplicationScoped
public class MatchNewDay {

    private final CityClock clock;
    private final DayRepository days;
    private final TurnWindows turnWindows;
    private final CurrentPolicies policies;
    private final MatchEverybody matchEverybody;

    MatchNewDay(
            CityClock clock,
            DayRepository days,
            TurnWindows turnWindows,
            CurrentPolicies policies,
            MatchEverybody matchEverybody) {
        this.clock = clock;
        this.days = days;
        this.turnWindows = turnWindows;
        this.policies = policies;
        this.matchEverybody = matchEverybody;
    }

    @Scheduled(every = "30s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> look() {
        return policies.ready().chain(() -> matchUntil(clock.today()));
    }

    /** Does what is still to be done for this day. */
    Uni<Void> matchUntil(LocalDate today) {
        return days.last()
                .chain(last -> last.isBefore(today)
                        ? turnWindows.turn().chain(() -> startRuns(today)).chain(() -> days.matched(today))
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> startRuns(LocalDate day) {
        var all = policies.all().stream().map(PublishedPolicy::policy).toList();
        return matchEverybody.startFor(day.toString(), all);
    }
}
