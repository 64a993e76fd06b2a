package city.huitong.opendata.api;

import city.huitong.catalog.FieldType;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Values of records as GraphQL answers them: as {@link ValueJson} writes them, but arrays and objects as the text of their JSON. */
final class GraphqlValue {

    private GraphqlValue() {}

    /** The scalar of a field. Whole numbers have 64 bits, which GraphQL's own {@code Int} has not. */
    static String scalar(FieldType type) {
        return switch (type) {
            case TEXT, JSON, CITIZEN_NUMBER, CREDIT_CODE, HOUSEHOLD_NUMBER -> "String";
            case INTEGER -> "BigInteger";
            case NUMBER, MONEY -> "BigDecimal";
            case BOOLEAN -> "Boolean";
            case DATE -> "Date";
            case TIMESTAMP -> "DateTime";
        };
    }

    /** What its scalar takes. */
    static @Nullable Object of(FieldType type, @Nullable Object value, ZoneId zone) {
        return switch (value) {
            case null -> null;
            case Long number when type == FieldType.MONEY -> ValueJson.yuan(number);
            case Long number -> number;
            case BigDecimal number -> number;
            case Boolean truth -> truth;
            case OffsetDateTime moment -> ValueJson.text(moment, zone);
            default -> value.toString();
        };
    }

    /** The same as text, for answers whose fields have no types of their own. */
    static @Nullable String text(FieldType type, @Nullable Object value, ZoneId zone) {
        return switch (of(type, value, zone)) {
            case null -> null;
            case BigDecimal number -> number.toPlainString();
            case Object other -> other.toString();
        };
    }
}
