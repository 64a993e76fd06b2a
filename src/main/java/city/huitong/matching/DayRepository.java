package city.huitong.matching;

import io.smallrye.mutiny.Uni;
import java.time.LocalDate;

/** The last day that was matched for the calendar's sake. */
public interface DayRepository {

    /** The day; long ago when there was none. */
    Uni<LocalDate> last();

    /** Remembers the day, unless a later one is remembered. */
    Uni<Void> matched(LocalDate day);
}
