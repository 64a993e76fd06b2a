package city.huitong.ingest;

import city.huitong.catalog.Dataset;
import city.huitong.catalog.SubjectId;
import city.huitong.platform.data.SqlTx;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Where records are kept: one table per dataset, and its history. */
public interface RecordStore {

    /**
     * What storing changed.
     *
     * @param records how many records are new, different or withdrawn
     * @param subjects whom they are or were about
     */
    record Changes(long records, Set<SubjectId> subjects) {}

    /** Makes this transaction the only writer of the dataset until it ends. */
    Uni<Void> lock(SqlTx tx, Dataset dataset);

    /** Inserts, replaces or withdraws the rows, keeping what they replace as history. No key occurs twice in one call. */
    Uni<Changes> store(SqlTx tx, Dataset dataset, UUID batch, List<RecordRow> rows);
}
