package city.huitong.platform.data;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Days as people write them, {@code 2026-11-23}, in the years 1 to 9999. Java knows more of them; outside of these years the
 * database counts differently or not at all, so one such day in a policy or a fact would fail every statement that uses it.
 */
public final class Days {

    private static final int LAST_YEAR = 9_999;

    private Days() {}

    /** The day that is written there; empty if there is no such day. */
    public static Optional<LocalDate> parse(String text) {
        try {
            return Optional.of(LocalDate.parse(text)).filter(Days::isCounted);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /** Whether it lies in those years. */
    static boolean isCounted(LocalDate day) {
        return day.getYear() >= 1 && day.getYear() <= LAST_YEAR;
    }
}
