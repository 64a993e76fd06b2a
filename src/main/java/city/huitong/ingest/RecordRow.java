package city.huitong.ingest;

import city.huitong.catalog.SubjectId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One valid line: what is to become of one record.
 *
 * @param values one per field of the dataset, in its order, ready for the column (identifiers are pseudonyms); of a withdrawal
 *     only the key
 * @param key the values of the key fields, in their order
 * @param withdrawn whether the record is taken back
 */
@SuppressWarnings("ArrayRecordComponent") // Equality is over the elements; copying would double the cost of every line.
public record RecordRow(@Nullable Object[] values, List<Object> key, boolean withdrawn) {

    /** The same about subjects of these names; only identifiers are UUIDs. */
    RecordRow renamed(Map<SubjectId, SubjectId> names) {
        return new RecordRow(
                Arrays.stream(values).map(value -> renamed(names, value)).toArray(),
                key.stream().map(value -> renamed(names, value)).toList(),
                withdrawn);
    }

    private static @Nullable Object renamed(Map<SubjectId, SubjectId> names, @Nullable Object value) {
        if (!(value instanceof UUID id)) {
            return value;
        }
        var computed = new SubjectId(id);
        return names.getOrDefault(computed, computed).value();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RecordRow row
                && withdrawn == row.withdrawn
                && Arrays.equals(values, row.values)
                && key.equals(row.key);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(values) + Boolean.hashCode(withdrawn);
    }

    @Override
    public String toString() {
        return (withdrawn ? "withdrawal of " : "record ") + key;
    }
}
