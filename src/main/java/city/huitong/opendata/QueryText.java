package city.huitong.opendata;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A question for records as it was sent: REST parameters, GraphQL arguments and exports all become this.
 *
 * @param select field names, separated by commas; all that are open where empty
 * @param where a condition in CEL over the fields
 * @param orderBy field names, separated by commas, each with {@code -} before it for descending
 * @param limit 1 to 1,000
 * @param count none, estimated or exact
 */
public record QueryText(
        Optional<String> select,
        Optional<String> where,
        Optional<String> orderBy,
        Optional<String> limit,
        Optional<String> count) {

    /** Parameters that may be left out. */
    public static QueryText of(
            @Nullable String select,
            @Nullable String where,
            @Nullable String orderBy,
            @Nullable String limit,
            @Nullable String count) {
        return new QueryText(
                Optional.ofNullable(select),
                Optional.ofNullable(where),
                Optional.ofNullable(orderBy),
                Optional.ofNullable(limit),
                Optional.ofNullable(count));
    }
}
