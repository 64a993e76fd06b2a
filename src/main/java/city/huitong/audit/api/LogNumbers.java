package city.huitong.audit.api;

import static city.huitong.audit.AuditProblem.LOG_RANGE_INVALID;

import city.huitong.platform.problem.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads indices and sizes from query parameters. */
final class LogNumbers {

    private LogNumbers() {}

    /** Fails with {@code log-range-invalid} for what is no whole number. */
    static long parse(String parameter, @Nullable String text) {
        if (text == null || !text.matches("[0-9]{1,18}")) {
            throw LOG_RANGE_INVALID
                    .because(parameter + " must be a whole number")
                    .with(List.of(new Violation("?" + parameter, "wrong-type", "must be a whole number from 0")));
        }
        return Long.parseLong(text);
    }
}
