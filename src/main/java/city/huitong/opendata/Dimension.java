package city.huitong.opendata;

import city.huitong.catalog.Field;
import city.huitong.catalog.FieldType;
import java.util.Locale;

/**
 * What records are grouped by: a field, or a part of a day or moment.
 *
 * @param name what the answer calls it
 */
public record Dimension(String name, Field field, Part part) {

    /** How much of a value counts. Days are those of the city. */
    public enum Part {
        VALUE,
        /** A whole number, as 2026. */
        YEAR,
        /** A text, as 2026-11. */
        MONTH,
        /** The day of a moment. */
        DAY;

        /** The name as written in a query. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What the answer holds. */
    public FieldType type() {
        return switch (part) {
            case VALUE -> field.type();
            case YEAR -> FieldType.INTEGER;
            case MONTH -> FieldType.TEXT;
            case DAY -> FieldType.DATE;
        };
    }
}
