package city.huitong.opendata;

import city.huitong.catalog.Anonymity;
import city.huitong.ingest.DataVersion;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where questions are answered. Refuses with {@code query-too-costly} before or while one takes too long. */
public interface Questions {

    /**
     * Rows of one version.
     *
     * @param version which one; empty where the dataset has none yet
     * @param rows the values of the question's columns, then those of its position; one row more than the limit where there
     *     are more
     */
    record Slice(Optional<DataVersion> version, List<List<@Nullable Object>> rows) {}

    /**
     * The rows of the version that is the latest while the statement runs, which the answer names.
     *
     * @param after the position after which to begin; empty for the first page
     */
    Uni<Slice> latest(Question question, Optional<List<@Nullable Object>> after);

    /** The rows of a version that may not be the latest any more. */
    Uni<Slice> at(DataVersion version, Question question, Optional<List<@Nullable Object>> after);

    /**
     * A page for each key of the question, in their order, all of one version.
     *
     * @param version which one; the latest where empty
     */
    Uni<List<Slice>> related(RelatedQuery question, Optional<DataVersion> version);

    /** How many records of a version are asked for, for each key in their order. */
    Uni<List<Long>> count(DataVersion version, RelatedQuery question);

    /** How many records of a version are asked for. */
    Uni<Long> count(DataVersion version, RecordQuery query);

    /** Whether every combination of the quasi-identifiers that occurs in a version occurs in at least k records. */
    Uni<Boolean> isAnonymous(DataVersion version, OpenDataset dataset, Anonymity rule);

    /** Refuses with {@code query-too-costly} a file that would keep PostgreSQL busy for too long. */
    Uni<Void> mustBeAffordable(Export export);

    /** How many records PostgreSQL guesses are asked for. */
    Uni<Long> estimate(RecordQuery query);
}
