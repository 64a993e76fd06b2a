package city.huitong.ingest.api;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import tools.jackson.databind.JsonNode;

/**
 * Values that PostgreSQL can keep as they are. JSON can say more than that; one such value in a statement would fail a thousand
 * lines. Fails with {@link IllegalArgumentException}.
 */
final class Storable {

    /** PostgreSQL's {@code numeric}. */
    private static final int DIGITS_BEFORE_POINT = 131_072;

    private static final int DIGITS_AFTER_POINT = 16_383;

    private static final int LAST_YEAR = 9_999;

    private Storable() {}

    /** PostgreSQL cannot store NUL, and half a surrogate pair is no character. */
    static String text(String text) {
        for (var i = 0; i < text.length(); i++) {
            var character = text.charAt(i);
            require(character != 0 && (!Character.isSurrogate(character) || isPair(text, i)));
        }
        return text;
    }

    static BigDecimal number(BigDecimal number) {
        require(number.scale() <= DIGITS_AFTER_POINT
                && (long) number.precision() - number.scale() <= DIGITS_BEFORE_POINT);
        return number;
    }

    /** Dates as people write them; outside of these years the database counts differently or not at all. */
    static LocalDate day(LocalDate day) {
        require(day.getYear() >= 1 && day.getYear() <= LAST_YEAR);
        return day;
    }

    static OffsetDateTime time(OffsetDateTime time) {
        day(time.toLocalDate());
        return time;
    }

    /** Every text, name and number in it. How deep it can be is limited by the parser. */
    static JsonNode json(JsonNode node) {
        if (node.isString()) {
            text(node.stringValue());
        } else if (node.isNumber()) {
            number(node.decimalValue());
        }
        node.propertyNames().forEach(Storable::text);
        node.forEach(Storable::json);
        return node;
    }

    private static boolean isPair(String text, int i) {
        var character = text.charAt(i);
        return Character.isHighSurrogate(character)
                ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }

    private static void require(boolean storable) {
        if (!storable) {
            throw new IllegalArgumentException("not storable");
        }
    }
}
