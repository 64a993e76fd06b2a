package city.huitong.ingest;

import city.huitong.catalog.Dataset;
import city.huitong.catalog.SubjectId;
import city.huitong.platform.data.SqlTx;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Where records are kept: one table per dataset, and its history. */
public interface RecordStore {

    /**
     * What storing changed.
     *
     * @param records how many records are new, different or withdrawn
     * @param gained how many more records are in force than before; negative where more were withdrawn
     * @param subjects whom they are or were about
     */
    record Changes(long records, long gained, Set<SubjectId> subjects) {

        static final Changes NONE = new Changes(0, 0, Set.of());
    }

    /**
     * Makes this transaction the only writer of the dataset until it ends.
     *
     * @return the time that its records hold from; later than that of every version of an open dataset
     */
    Uni<Instant> lock(SqlTx tx, Dataset dataset);

    /**
     * Inserts, replaces or withdraws the rows, keeping what they replace as history. No key occurs twice in one call.
     *
     * @param at what {@link #lock} has answered
     */
    Uni<Changes> store(SqlTx tx, Dataset dataset, UUID batch, Instant at, List<RecordRow> rows);

    /** Makes what has changed the next version of the dataset, and announces it, if the dataset is open to anybody. */
    Uni<Void> publish(SqlTx tx, Dataset dataset, Instant at, Changes changes);
}
