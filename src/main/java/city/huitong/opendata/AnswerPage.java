package city.huitong.opendata;

import city.huitong.ingest.DataVersion;
import java.util.List;
import java.util.OptionalLong;

/**
 * Some rows in the order asked for, all of one version.
 *
 * @param records each with the values of the question's columns
 * @param positions where each row is; {@link Cursors} makes text of them
 * @param more whether there are rows after these
 * @param count how many records there are in all, if that was asked for
 */
public record AnswerPage(
        Question question,
        DataVersion version,
        List<OpenRecord> records,
        List<Position> positions,
        boolean more,
        OptionalLong count) {

    public AnswerPage {
        records = List.copyOf(records);
        positions = List.copyOf(positions);
    }
}
