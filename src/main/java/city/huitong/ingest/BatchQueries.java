package city.huitong.ingest;

import city.huitong.platform.data.Page;
import city.huitong.platform.data.PageRequest;
import io.smallrye.mutiny.Uni;
import java.util.UUID;

/** Batches and their quarantine, read side. */
public interface BatchQueries {

    /** The batch. Fails with {@code batch-not-found}. */
    Uni<Batch> find(UUID id);

    /** Its quarantine, by line. The lines' content is opened for those who may see it, who are their senders. */
    Uni<Page<Rejection>> rejections(UUID batch, PageRequest page);
}
