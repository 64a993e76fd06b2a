package city.huitong.opendata;

import city.huitong.catalog.LocalizedText;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One named look at the quality of a dataset.
 *
 * @param name stable, in kebab case
 * @param title what is looked at
 * @param numbers what the result follows from, by name
 */
public record QualityCheck(String name, LocalizedText title, Result result, Map<String, Number> numbers) {

    /** What a check can say. */
    public enum Result {
        PASSED,
        FAILED,
        /** There is nothing to look at, or it could not be looked at now. */
        OPEN
    }

    public QualityCheck {
        numbers = new LinkedHashMap<>(numbers);
    }

    static Result of(boolean passed) {
        return passed ? Result.PASSED : Result.FAILED;
    }
}
