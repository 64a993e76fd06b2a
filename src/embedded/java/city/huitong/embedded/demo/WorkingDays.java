package city.huitong.embedded.demo;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The days on which offices work: Monday to Friday but for the holidays that the State Council gave out for 2025 and 2026. The
 * weekends that are worked in exchange are left out.
 */
final class WorkingDays {

    private static final Set<LocalDate> HOLIDAYS = Stream.of(
                    holidays(LocalDate.of(2025, 1, 1), 1),
                    holidays(LocalDate.of(2025, 1, 28), 8),
                    holidays(LocalDate.of(2025, 4, 4), 3),
                    holidays(LocalDate.of(2025, 5, 1), 5),
                    holidays(LocalDate.of(2025, 5, 31), 3),
                    holidays(LocalDate.of(2025, 10, 1), 8),
                    holidays(LocalDate.of(2026, 1, 1), 3),
                    holidays(LocalDate.of(2026, 2, 15), 9),
                    holidays(LocalDate.of(2026, 4, 4), 3),
                    holidays(LocalDate.of(2026, 5, 1), 5),
                    holidays(LocalDate.of(2026, 6, 19), 3),
                    holidays(LocalDate.of(2026, 9, 25), 3),
                    holidays(LocalDate.of(2026, 10, 1), 7))
            .flatMap(days -> days)
            .collect(Collectors.toUnmodifiableSet());

    private WorkingDays() {}

    private static Stream<LocalDate> holidays(LocalDate first, int days) {
        return first.datesUntil(first.plusDays(days));
    }

    static boolean isHoliday(LocalDate day) {
        return HOLIDAYS.contains(day);
    }

    static boolean include(LocalDate day) {
        return day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0 && !isHoliday(day);
    }

    /** The day on which so many working days are over; the day itself does not count. */
    static LocalDate after(LocalDate day, int count) {
        LocalDate reached = day;
        for (int left = count; left > 0; left -= include(reached) ? 1 : 0) {
            reached = reached.plusDays(1);
        }
        return reached;
    }
}
