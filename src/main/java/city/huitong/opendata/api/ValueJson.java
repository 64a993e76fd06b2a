package city.huitong.opendata.api;

import city.huitong.catalog.FieldType;
import city.huitong.opendata.Column;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the values of records as departments send them: money in yuan, days as ISO 8601, moments with the city's offset. */
final class ValueJson {

    private static final int FEN_DIGITS = 2;

    private final JsonGenerator json;
    private final ZoneId zone;

    ValueJson(JsonGenerator json, ZoneId zone) {
        this.json = json;
        this.zone = zone;
    }

    /** The values of a record by name; what it has no value for is null. */
    void fields(List<Column> columns, List<@Nullable Object> values) throws IOException {
        for (var i = 0; i < columns.size(); i++) {
            json.writeFieldName(columns.get(i).name());
            value(columns.get(i).type(), values.get(i));
        }
    }

    /** One value. */
    void value(FieldType type, @Nullable Object value) throws IOException {
        if (value == null) {
            json.writeNull();
            return;
        }
        switch (value) {
            case Long number when type == FieldType.MONEY -> json.writeNumber(yuan(number));
            case Long number -> json.writeNumber(number);
            case BigDecimal number -> json.writeNumber(number);
            case Boolean truth -> json.writeBoolean(truth);
            case OffsetDateTime moment -> json.writeString(text(moment, zone));
            default -> other(type, value);
        }
    }

    private void other(FieldType type, Object value) throws IOException {
        if (type == FieldType.JSON) {
            json.writeRawValue(value.toString());
        } else {
            json.writeString(value.toString());
        }
    }

    /** Money as a number of yuan. */
    static BigDecimal yuan(long fen) {
        return BigDecimal.valueOf(fen, FEN_DIGITS);
    }

    /** A moment as text. */
    static String text(OffsetDateTime moment, ZoneId zone) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(moment.atZoneSameInstant(zone));
    }
}
