package city.huitong.opendata;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A question for groups as it was sent.
 *
 * @param groupBy fields, or {@code year}, {@code month} or {@code day} of one, separated by commas, each with a name after {@code as}
 * @param aggregate {@code count} and functions of fields, separated by commas, each with a name after {@code as}
 * @param where a condition in CEL over the fields of records
 * @param orderBy names of the answer, separated by commas, each with {@code -} before it for descending
 * @param limit 1 to 1,000
 */
public record GroupText(
        Optional<String> groupBy,
        Optional<String> aggregate,
        Optional<String> where,
        Optional<String> orderBy,
        Optional<String> limit) {

    /** Parameters that may be left out. */
    public static GroupText of(
            @Nullable String groupBy,
            @Nullable String aggregate,
            @Nullable String where,
            @Nullable String orderBy,
            @Nullable String limit) {
        return new GroupText(
                Optional.ofNullable(groupBy),
                Optional.ofNullable(aggregate),
                Optional.ofNullable(where),
                Optional.ofNullable(orderBy),
                Optional.ofNullable(limit));
    }
}
