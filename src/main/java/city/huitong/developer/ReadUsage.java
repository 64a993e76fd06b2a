package city.huitong.developer;

import static city.huitong.platform.problem.PlatformProblem.REQUEST_INVALID;

import city.huitong.developer.UsageRepository.Point;
import city.huitong.platform.problem.Violation;
import city.huitong.platform.runtime.CityClock;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What a client has used, as points of a graph: hours of UTC or days of the city. */
@ApplicationScoped
public class ReadUsage {

    private final UsageRepository usage;
    private final CityClock clock;

    ReadUsage(UsageRepository usage, CityClock clock) {
        this.usage = usage;
        this.clock = clock;
    }

    /** How fine the graph is. */
    public enum By {
        HOUR(31, 1),
        DAY(396, 30);

        private final int mostDays;
        private final int usualDays;

        By(int mostDays, int usualDays) {
            this.mostDays = mostDays;
            this.usualDays = usualDays;
        }
    }

    /**
     * The points from the first to the last day, those without requests left out. Fails with {@code request-invalid} where that is no
     * stretch, or a long one.
     */
    public Uni<List<Point>> points(UUID client, By by, Optional<LocalDate> from, Optional<LocalDate> to) {
        var last = to.orElseGet(() -> today(by));
        var first = from.orElseGet(() -> last.minusDays(by.usualDays));
        if (first.isAfter(last) || first.plusDays(by.mostDays).isBefore(last)) {
            throw REQUEST_INVALID
                    .because("from and to are no stretch that is answered")
                    .with(List.of(new Violation(
                            "?from", "out-of-range", "must be a day before ?to, by at most " + by.mostDays + " days")));
        }
        return switch (by) {
            case HOUR -> usage.hours(client, utc(first), utc(last.plusDays(1)));
            case DAY -> usage.days(client, city(first), city(last.plusDays(1)), clock.zone());
        };
    }

    private LocalDate today(By by) {
        return by == By.DAY ? clock.today() : LocalDate.ofInstant(clock.now(), ZoneOffset.UTC);
    }

    private static Instant utc(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private Instant city(LocalDate day) {
        return day.atStartOfDay(clock.zone()).toInstant();
    }
}
