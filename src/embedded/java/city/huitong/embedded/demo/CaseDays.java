package city.huitong.embedded.demo;

import java.time.LocalDate;
import java.util.Arrays;

/**
 * On which days the cases of two years arrive: most when offices work, few around the Spring Festival, and slowly more from
 * month to month.
 */
final class CaseDays {

    static final int MONTHS = 24;

    private static final int[] MONTH_WEIGHTS = {95, 60, 120, 108, 100, 108, 118, 104, 100, 88, 102, 98};
    private static final int FLAT = 100;

    private final LocalDate first;
    private final long[] upTo;

    /** The months before this day. */
    CaseDays(LocalDate end) {
        first = end.minusMonths(MONTHS);
        upTo = first.datesUntil(end).mapToLong(this::weight).toArray();
        Arrays.parallelPrefix(upTo, Long::sum);
    }

    /** The day of a case; cases are numbered as they arrive. */
    LocalDate of(int index, int count) {
        long reached = upTo[upTo.length - 1] * index / count;
        int found = Arrays.binarySearch(upTo, reached + 1);
        return first.plusDays(found < 0 ? -found - 1 : found);
    }

    /** How many whole months of the time have gone by. */
    int month(LocalDate day) {
        return (int) first.until(day).toTotalMonths();
    }

    private long weight(LocalDate day) {
        long month = MONTH_WEIGHTS[day.getMonthValue() - 1];
        return month * (FLAT + month(day)) * dayWeight(day);
    }

    private static int dayWeight(LocalDate day) {
        if (WorkingDays.isHoliday(day)) {
            return 12;
        }
        return WorkingDays.include(day) ? FLAT : 26;
    }
}
