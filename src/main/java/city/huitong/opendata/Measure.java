package city.huitong.opendata;

import city.huitong.catalog.Field;
import city.huitong.catalog.FieldType;
import java.util.Locale;
import java.util.Optional;

/**
 * What is said of a group.
 *
 * @param name what the answer calls it
 * @param field empty where records themselves are counted
 */
public record Measure(String name, Function function, Optional<Field> field) {

    /** How the values of a group become one. Records without a value do not count. */
    public enum Function {
        COUNT,
        COUNT_DISTINCT,
        SUM,
        AVG,
        MIN,
        MAX;

        /** The name as written in a query. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What the answer holds; sums and averages of money are in yuan. */
    public FieldType type() {
        return switch (function) {
            case COUNT, COUNT_DISTINCT -> FieldType.INTEGER;
            case SUM, AVG -> FieldType.NUMBER;
            case MIN, MAX -> field.orElseThrow().type();
        };
    }
}
