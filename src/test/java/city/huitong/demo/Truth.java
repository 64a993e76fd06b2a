package city.huitong.demo;

import java.util.Optional;
import java.util.function.Predicate;

/** Kleene's three values, written down once more so that the oracle shares nothing with what it checks. */
enum Truth {
    TRUE,
    FALSE,
    MISSING;

    static <T> Truth holds(Optional<T> value, Predicate<T> condition) {
        return value.map(known -> condition.test(known) ? TRUE : FALSE).orElse(MISSING);
    }

    static Truth all(Truth... truths) {
        Truth result = TRUE;
        for (Truth truth : truths) {
            if (truth == FALSE) {
                return FALSE;
            }
            result = truth == MISSING ? MISSING : result;
        }
        return result;
    }

    static Truth any(Truth... truths) {
        Truth result = FALSE;
        for (Truth truth : truths) {
            if (truth == TRUE) {
                return TRUE;
            }
            result = truth == MISSING ? MISSING : result;
        }
        return result;
    }
}
