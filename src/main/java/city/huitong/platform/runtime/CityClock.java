package city.huitong.platform.runtime;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What time it is. Instants are UTC; the day is the city's own, because a birthday begins at midnight where people live and
 * not in Greenwich.
 */
@Singleton
public class CityClock {

    private final Clock clock;

    /** The clock of the machine in the city's time zone. */
    public CityClock(@ConfigProperty(name = "huitong.time-zone", defaultValue = "Asia/Shanghai") ZoneId zone) {
        this.clock = Clock.system(zone);
    }

    /** Now, in UTC, to the microsecond that PostgreSQL keeps. */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** The city's day. */
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), clock.getZone());
    }

    /** The city's time zone. */
    public ZoneId zone() {
        return clock.getZone();
    }
}
