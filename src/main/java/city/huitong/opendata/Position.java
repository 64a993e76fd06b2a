package city.huitong.opendata;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a page begins.
 *
 * @param version the version that is being paged through
 * @param values of the record before, in the query's full order
 */
public record Position(long version, List<@Nullable Object> values) {

    public Position {
        values = Collections.unmodifiableList(values);
    }
}
