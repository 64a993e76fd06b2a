package city.huitong.platform.data;

import static city.huitong.platform.problem.PlatformProblem.REQUEST_INVALID;

import city.huitong.platform.problem.Violation;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code ?asOf=}: the day that is asked about. */
public final class AsOf {

    private AsOf() {}

    /** The day in the text, or today where there is none. Fails with {@code request-invalid}. */
    public static LocalDate parse(@Nullable String text, LocalDate today) {
        try {
            return text == null ? today : LocalDate.parse(text);
        } catch (DateTimeParseException _) {
            throw REQUEST_INVALID
                    .because("asOf must be a day that exists, as YYYY-MM-DD")
                    .with(List.of(new Violation("?asOf", "date-invalid", "must be a day that exists, as 2026-11-23")));
        }
    }
}
