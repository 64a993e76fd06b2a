package city.huitong.consent;

import city.huitong.platform.data.Page;
import city.huitong.platform.data.PageRequest;
import city.huitong.platform.runtime.CityClock;
import city.huitong.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/** Shows break-glass to those who work with it, and its numbers to everybody. */
@ApplicationScoped
public class ListBreakGlass {

    private final BreakGlassQueries queries;
    private final Asker asker;
    private final CityClock clock;

    ListBreakGlass(BreakGlassQueries queries, Asker asker, CityClock clock) {
        this.queries = queries;
        this.asker = asker;
        this.clock = clock;
    }

    /** What the caller may see: an officer their own, a second officer what they may approve or have approved, an auditor all. */
    public Uni<Page<BreakGlass>> list(Optional<String> state, PageRequest page) {
        var asking = asker.asking();
        var seen = new BreakGlassQueries.Seen(
                asking.roles().contains(Roles.AUDITOR), as(asking, Roles.OFFICER), as(asking, Roles.SECOND_OFFICER));
        return queries.list(seen, state, clock.now(), page);
    }

    /**
     * How often somebody's data was opened, by month and basis. Of months that have ended only: a number that grows while it is
     * looked at would tell of an act that is still kept from its subject.
     */
    public Uni<List<BreakGlassQueries.Count>> counts(YearMonth from, YearMonth to) {
        var lastEnded = YearMonth.from(clock.today()).minusMonths(1);
        return queries.counts(from, to.isAfter(lastEnded) ? lastEnded : to);
    }

    private static Optional<String> as(Asking asking, String role) {
        return Optional.of(asking.actor()).filter(_ -> asking.roles().contains(role));
    }
}
