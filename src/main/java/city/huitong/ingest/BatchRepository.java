package city.huitong.ingest;

import city.huitong.catalog.DatasetId;
import city.huitong.platform.data.SqlTx;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Batches and their quarantine, write side. */
public interface BatchRepository {

    /** Opens a batch, or the next attempt of the one this client has sent under this key before. */
    Uni<Batch> open(DatasetId dataset, String client, Optional<String> idempotencyKey);

    /** Opens a batch for messages of a stream. */
    Uni<Batch> openIn(SqlTx tx, String dataset, String client);

    /** The offset after the last message stored of a partition of a stream; locks it until the transaction ends. */
    Uni<Long> nextOffset(SqlTx tx, String topic, int partition);

    /** Moves that offset. */
    Uni<Void> moveTo(SqlTx tx, String topic, int partition, long nextOffset);

    /** Closes a batch within a transaction. */
    Uni<Void> completeIn(SqlTx tx, Batch batch);

    /**
     * Adds a sub-batch to the counts.
     *
     * @return whether this attempt is still the latest; if not, the transaction must be given up
     */
    Uni<Boolean> advance(SqlTx tx, Batch attempt, Progress progress);

    /** Puts lines into quarantine. */
    Uni<Void> reject(SqlTx tx, UUID batch, List<Rejection> rejections);

    /** Closes the batch. The answer is the same for ever after. */
    Uni<Batch> complete(Batch attempt);

    /** What one sub-batch adds. */
    @SuppressWarnings("ArrayRecordComponent") // Written once.
    record Progress(long lastLine, byte[] digest, long received, long accepted, long unchanged, long rejected) {}
}
