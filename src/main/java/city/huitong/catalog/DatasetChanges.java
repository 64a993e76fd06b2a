package city.huitong.catalog;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;

/** Reads what was recorded of changes of the open catalogue, the newest first. */
public interface DatasetChanges {

    /** Those before this time and, of those at this time, before this id. */
    Uni<List<RecordedChange>> before(Instant at, long id, int atMost);

    /** The same of one dataset. */
    Uni<List<RecordedChange>> before(DatasetId dataset, Instant at, long id, int atMost);
}
