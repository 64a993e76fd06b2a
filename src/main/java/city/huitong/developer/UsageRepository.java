package city.huitong.developer;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Where it is kept what clients have used, hour by hour. */
public interface UsageRepository {

    /**
     * Of which client, in which hour.
     *
     * @param hour its beginning, UTC
     */
    record Slot(UUID client, Instant hour) {}

    /** A point of the graph: an hour or a day by its beginning. */
    record Point(Instant at, Usage usage) {}

    /** Adds what was counted, and on which day each key was used last. What is of clients that are gone is left out. */
    Uni<Void> add(Map<Slot, Usage> counted, Map<UUID, LocalDate> keys);

    /** Hour by hour, those in which there was anything. */
    Uni<List<Point>> hours(UUID client, Instant from, Instant until);

    /** Day by day in a time zone, those on which there was anything. */
    Uni<List<Point>> days(UUID client, Instant from, Instant until, ZoneId zone);

    /** Forgets what is older, and keys that have ended before then. */
    Uni<Void> forget(Instant before);
}
