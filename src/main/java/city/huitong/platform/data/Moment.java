package city.huitong.platform.data;

import static city.huitong.platform.problem.PlatformProblem.REQUEST_INVALID;

import city.huitong.platform.problem.Problem;
import city.huitong.platform.problem.Violation;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is asked about: what is so on a day, as far as the hub knows it, now or at an earlier time.
 *
 * @param day the day on which something holds
 * @param knownAt the time whose knowledge counts, UTC, to the microsecond; empty: now
 */
public record Moment(LocalDate day, Optional<Instant> knownAt) {

    private static final int FIRST_YEAR = 1970;

    /** A day, as known now. */
    public static Moment of(LocalDate day) {
        return new Moment(day, Optional.empty());
    }

    /** The same day, as known at a time. */
    public Moment knownAt(Instant time) {
        return new Moment(day, Optional.of(time));
    }

    /** Reads a request's {@code knownAt}. Fails with {@code request-invalid} for what is no time, or has not come yet. */
    public Moment knownAt(@Nullable String text, Instant now) {
        return text == null ? this : known(time(text), "?knownAt", now);
    }

    /** The same for GraphQL's argument. */
    public Moment knownAt(@Nullable Instant time, Instant now) {
        return time == null ? this : known(time, "knownAt", now);
    }

    private Moment known(Instant time, String pointer, Instant now) {
        if (time.isAfter(now)) {
            throw invalid(pointer, "time-not-come", "must not be in the future: what will be known then is not known");
        }
        return knownAt(time.truncatedTo(ChronoUnit.MICROS));
    }

    private static Instant time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text))
                    .filter(time -> time.getYear() >= FIRST_YEAR)
                    .map(OffsetDateTime::toInstant)
                    .orElseThrow(Moment::noTime);
        } catch (DateTimeException _) {
            throw noTime();
        }
    }

    private static Problem noTime() {
        return invalid("?knownAt", "time-invalid", "must be a time with its zone, as 2026-11-23T12:00:00Z");
    }

    private static Problem invalid(String pointer, String code, String detail) {
        return REQUEST_INVALID.because("knownAt " + detail).with(List.of(new Violation(pointer, code, detail)));
    }
}
