package city.huitong.ingest;

import city.huitong.platform.data.Page;
import city.huitong.platform.data.PageRequest;
import city.huitong.platform.data.SqlTx;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Batches and their quarantine, read side. */
public interface BatchQueries {

    /** The batch. Fails with {@code batch-not-found}. */
    Uni<Batch> find(UUID id);

    /** When the first records came, UTC; empty as long as none has. */
    Uni<Optional<Instant>> firstStart();

    /** Its quarantine, by line, without the lines themselves. */
    Uni<Page<Rejection>> rejections(UUID batch, PageRequest page);

    /** The same with the lines, opened; within {@link QuarantineDisclosure}. */
    Uni<Page<Rejection>> rejections(SqlTx tx, UUID batch, PageRequest page);
}
