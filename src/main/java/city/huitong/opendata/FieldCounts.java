package city.huitong.opendata;

import city.huitong.catalog.Dataset;
import city.huitong.catalog.Field;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Counts how far the fields of a dataset are filled. */
public interface FieldCounts {

    /**
     * What was counted.
     *
     * @param rows records in force
     * @param filled by field name, in how many of them it has a value
     */
    record Filled(long rows, Map<String, Long> filled) {}

    /** Counts the fields; empty where that takes too long. */
    Uni<Optional<Filled>> count(Dataset dataset, List<Field> fields);
}
