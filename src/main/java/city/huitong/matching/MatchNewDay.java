package city.huitong.matching;

import city.huitong.platform.runtime.CityClock;
import city.huitong.policy.CurrentPolicies;
import city.huitong.subject.TurnWindows;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;

/**
 * Lets a new day have its effect: whoever turns 65 tonight is granted tonight, and what a law gave until yesterday ends. Only those
 * are matched for whom the day makes a difference; everybody is where the law itself is another one. If days were missed, the last one
 * that was matched is compared with today. The day is remembered at the end; a process that dies in between, or a second one beside it,
 * does the same again, which changes nothing.
 */
@ApplicationScoped
public class MatchNewDay {

    private final CityClock clock;
    private final DayRepository days;
    private final TurnWindows turnWindows;
    private final CurrentPolicies policies;
    private final MatchTurned matchTurned;
    private final MatchEverybody matchEverybody;

    MatchNewDay(
            CityClock clock,
            DayRepository days,
            TurnWindows turnWindows,
            CurrentPolicies policies,
            MatchTurned matchTurned,
            MatchEverybody matchEverybody) {
        this.clock = clock;
        this.days = days;
        this.turnWindows = turnWindows;
        this.policies = policies;
        this.matchTurned = matchTurned;
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
                        ? turnWindows
                                .turn()
                                .chain(() -> matchTurned.match(last, today))
                                .chain(rest -> matchEverybody.startFor(today.toString(), rest))
                                .chain(() -> days.matched(today))
                        : Uni.createFrom().voidItem());
    }
}
