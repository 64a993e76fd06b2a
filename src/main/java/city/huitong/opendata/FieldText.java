package city.huitong.opendata;

import city.huitong.catalog.FieldType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;

/** Values of fields as text: in cursors, and in the address of a record. */
final class FieldText {

    private static final int ISO_DAY = "2026-11-29".length();

    private FieldText() {}

    /** The value in the text, of the class that {@link OpenRecord} names; {@link IllegalArgumentException} or another where it is none. */
    static Object parse(FieldType type, String text) {
        return switch (type) {
            case TEXT -> text;
            case INTEGER, MONEY -> Long.valueOf(text);
            case NUMBER -> new BigDecimal(text);
            case BOOLEAN -> Boolean.valueOf(text);
            case DATE -> day(text);
            case TIMESTAMP -> OffsetDateTime.parse(text);
            case CITIZEN_NUMBER, CREDIT_CODE, HOUSEHOLD_NUMBER -> UUID.fromString(text);
            case JSON -> throw new IllegalArgumentException("JSON is no part of a key or an order");
        };
    }

    /** Of four digits a year: PostgreSQL has fewer days than Java. */
    private static LocalDate day(String text) {
        if (text.length() != ISO_DAY) {
            throw new IllegalArgumentException("not a day of these millennia");
        }
        return LocalDate.parse(text);
    }
}
