package city.huitong.opendata;

import city.huitong.ingest.DataVersion;
import java.util.List;
import java.util.OptionalLong;

/**
 * Some records in the order asked for, all of one version.
 *
 * @param records each with the values of the query's {@code select}
 * @param positions where each record is; {@link Cursors} makes text of them
 * @param more whether there are records after these
 * @param count how many there are in all, if that was asked for
 */
public record RecordPage(
        RecordQuery query,
        DataVersion version,
        List<OpenRecord> records,
        List<Position> positions,
        boolean more,
        OptionalLong count) {

    public RecordPage {
        records = List.copyOf(records);
        positions = List.copyOf(positions);
    }
}
