package city.huitong.platform.data;

import static city.huitong.platform.problem.PlatformProblem.REQUEST_INVALID;

import city.huitong.platform.problem.Violation;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code asOf}: the day that is asked about. */
public final class AsOf {

    private AsOf() {}

    /** The day in the text, or today where there is none. Fails with {@code request-invalid}. */
    public static LocalDate parse(@Nullable String text, LocalDate today) {
        return text == null ? today : Days.parse(text).orElseThrow(() -> noDay("?asOf"));
    }

    /** The same for GraphQL's argument. */
    public static LocalDate of(@Nullable LocalDate day, LocalDate today) {
        if (day != null && !Days.isCounted(day)) {
            throw noDay("asOf");
        }
        return day == null ? today : day;
    }

    private static RuntimeException noDay(String pointer) {
        return REQUEST_INVALID
                .because("asOf must be a day that exists, as YYYY-MM-DD")
                .with(List.of(new Violation(pointer, "date-invalid", "must be a day that exists, as 2026-11-23")));
    }
}
