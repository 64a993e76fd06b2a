package city.huitong.opendata;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values of one record, in the order asked for: text, Long (whole numbers; fen for money), BigDecimal, Boolean, LocalDate,
 * OffsetDateTime, UUID (of a withheld key, within the hub), or a JSON object or array; null where the record has none.
 */
public record OpenRecord(List<@Nullable Object> values) {

    public OpenRecord {
        values = Collections.unmodifiableList(values);
    }
}
