package city.huitong.platform.data;

import city.huitong.platform.runtime.CityClock;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Reads the moment that a request asks about. */
@ApplicationScoped
public class Moments {

    public static final String KNOWN_AT = "By the records and the publications as the hub knew them at this time, as"
            + " 2026-11-23T12:00:00Z; not in the future, not before the hub's first record; default now";

    private final CityClock clock;

    Moments(CityClock clock) {
        this.clock = clock;
    }

    /** From query parameters; the day is today where none is named. Fails with {@code request-invalid}. */
    public Moment parse(@Nullable String asOf, @Nullable String knownAt) {
        return Moment.of(AsOf.parse(asOf, clock.today())).knownAt(knownAt, clock.now());
    }

    /** From arguments of GraphQL. Fails with {@code request-invalid}. */
    public Moment of(@Nullable LocalDate asOf, @Nullable Instant knownAt) {
        return Moment.of(AsOf.of(asOf, clock.today())).knownAt(knownAt, clock.now());
    }
}
