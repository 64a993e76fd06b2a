package city.huitong.opendata;

import city.huitong.ingest.DataVersion;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where questions are answered. */
public interface RecordQueries {

    /**
     * Rows of one version.
     *
     * @param version which one; empty where the dataset has none yet
     * @param rows the values of the query's {@code select}, then those of its full order; one row more than the limit where
     *     there are more
     */
    record Slice(Optional<DataVersion> version, List<List<@Nullable Object>> rows) {}

    /**
     * The rows of the version that is the latest while the statement runs, which the answer names.
     *
     * @param after the values of the full order after which to begin; empty for the first page
     */
    Uni<Slice> latest(RecordQuery query, Optional<List<@Nullable Object>> after);

    /** The rows of a version that may not be the latest any more. */
    Uni<Slice> at(DataVersion version, RecordQuery query, Optional<List<@Nullable Object>> after);

    /** How many records of a version the query asks for. */
    Uni<Long> count(DataVersion version, RecordQuery query);

    /** How many records PostgreSQL guesses that the query asks for. */
    Uni<Long> estimate(RecordQuery query);
}
