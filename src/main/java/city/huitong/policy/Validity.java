package city.huitong.policy;

import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The days on which a version of a policy is law.
 *
 * @param from first day
 * @param to last day, itself included; empty while no end is known
 */
public record Validity(LocalDate from, Optional<LocalDate> to) {

    public Validity {
        if (to.isPresent() && to.get().isBefore(from)) {
            throw new IllegalArgumentException("a version ends on or after its first day");
        }
    }

    /** Whether the version is in force on this day. */
    public boolean covers(LocalDate day) {
        return !day.isBefore(from) && (to.isEmpty() || !day.isAfter(to.get()));
    }

    /** The days on which it begins, and is over. */
    Stream<LocalDate> turns() {
        return Stream.concat(Stream.of(from), to.stream().map(last -> last.plusDays(1)));
    }

    /** Whether this period is over before another one begins. */
    public boolean endsBefore(Validity later) {
        return to.isPresent() && to.get().isBefore(later.from);
    }
}
