package city.huitong.ingest;

import static city.huitong.ingest.IngestProblem.BODY_CUT_OFF;
import static city.huitong.ingest.IngestProblem.CATALOG_CHANGING;
import static city.huitong.ingest.IngestProblem.IDEMPOTENCY_KEY_REUSED;
import static city.huitong.ingest.IngestProblem.TOO_MANY_BATCHES;

import city.huitong.catalog.CurrentCatalog;
import city.huitong.catalog.DatasetId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Takes a body of records of one dataset and stores it sub-batch by sub-batch while it arrives, in constant memory.
 *
 * <p>A body that is sent again under the same idempotency key continues where the last attempt ended: lines already stored are
 * only compared, by their running digest. Two attempts at once: the later one takes over, the earlier one's next sub-batch is
 * refused in its transaction.
 */
@ApplicationScoped
public class IngestRecords {

    /** Bodies at a time in one process; each holds a connection, two workers and a few sub-batches. */
    private static final int MAX_BODIES = 8;

    /** Sub-batches that may wait read while the one before is being stored. */
    private static final int READ_AHEAD = 2;

    /** Together about ten seconds: a city pack is loaded by then. */
    private static final int CATALOG_RETRIES = 12;

    private static final Duration FIRST_RETRY = Duration.ofMillis(50);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(1);

    private final CurrentCatalog catalog;
    private final BatchRepository batches;
    private final ReadLines readLines;
    private final StoreSubBatch storeSubBatch;
    private final Semaphore bodies = new Semaphore(MAX_BODIES);

    IngestRecords(CurrentCatalog catalog, BatchRepository batches, ReadLines readLines, StoreSubBatch storeSubBatch) {
        this.catalog = catalog;
        this.batches = batches;
        this.readLines = readLines;
        this.storeSubBatch = storeSubBatch;
    }

    /**
     * Stores the body.
     *
     * @param client who sends it; an idempotency key is the client's own
     * @param body NDJSON; read on a worker thread
     * @return the completed batch. Fails with {@code dataset-not-found}, {@code idempotency-key-reused}, {@code
     *     batch-taken-over}, {@code body-cut-off}, {@code too-many-batches}
     */
    public Uni<Batch> ingest(DatasetId dataset, String client, Optional<String> idempotencyKey, InputStream body) {
        catalog.get().requireDataset(dataset);
        if (!bodies.tryAcquire()) {
            throw TOO_MANY_BATCHES.because(
                    "at most " + MAX_BODIES + " bodies at a time; send this one again in a moment");
        }
        return batches.open(dataset, client, idempotencyKey)
                .chain(batch -> storeAll(batch, body))
                .onTermination()
                .invoke(bodies::release);
    }

    private Uni<Batch> storeAll(Batch batch, InputStream body) {
        var source = new SubBatches(body);
        return subBatches(batch, source)
                .onItem()
                .transformToUniAndConcatenate(read -> store(batch, read).replaceWith(read.source()))
                .collect()
                .last()
                .invoke(() -> mustBeWhole(source))
                .invoke(last -> mustReach(batch, last))
                .chain(() -> batch.complete() ? Uni.createFrom().item(batch) : batches.complete(batch));
    }

    /** A sub-batch with what is to be stored of it; nothing where an earlier attempt has stored it. */
    private record Read(SubBatch source, Optional<Prepared> prepared) {}

    /** Reading and checking run ahead of storing by a bounded number of sub-batches, both off the event loop. */
    private Multi<Read> subBatches(Batch batch, SubBatches source) {
        var workers = Infrastructure.getDefaultWorkerPool();
        return Multi.createFrom()
                .<SubBatch>iterable(() -> source)
                .map(subBatch -> new Read(subBatch, prepareUnlessDone(batch, subBatch)))
                .runSubscriptionOn(workers)
                .emitOn(workers, READ_AHEAD);
    }

    private Optional<Prepared> prepareUnlessDone(Batch batch, SubBatch subBatch) {
        if (subBatch.lastLine() <= batch.lines()) {
            mustBeSameBody(batch, subBatch);
            return Optional.empty();
        }
        // A longer body, or one that is cut at other places, is another body.
        if (batch.complete() || subBatch.firstLine() <= batch.lines()) {
            throw otherBody();
        }
        return Optional.of(readLines.read(catalog.get(), batch.dataset(), subBatch.lines()));
    }

    private Uni<Void> store(Batch batch, Read read) {
        if (read.prepared().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return storeSubBatch
                .store(batch, read.prepared().get(), read.source())
                .onFailure(StoreSubBatch.CatalogChanged.class)
                .recoverWithUni(() -> afterReload(batch, read.source()));
    }

    private Uni<Void> afterReload(Batch batch, SubBatch subBatch) {
        return catalog.reload()
                .map(now -> readLines.read(now, batch.dataset(), subBatch.lines()))
                .chain(prepared -> storeSubBatch.store(batch, prepared, subBatch))
                .onFailure(StoreSubBatch.CatalogChanged.class)
                .retry()
                .withBackOff(FIRST_RETRY, LONGEST_RETRY)
                .atMost(CATALOG_RETRIES)
                .onFailure(StoreSubBatch.CatalogChanged.class)
                .transform(_ -> CATALOG_CHANGING.because(
                        "lines stored so far stay; send the body again with the same Idempotency-Key to go on"));
    }

    private static void mustBeWhole(SubBatches source) {
        if (source.isCutOff()) {
            throw BODY_CUT_OFF.because(
                    "complete sub-batches are stored; send the body again with the same Idempotency-Key to go on");
        }
    }

    private static void mustBeSameBody(Batch batch, SubBatch subBatch) {
        if (subBatch.lastLine() == batch.lines() && !Arrays.equals(subBatch.digest(), batch.digest())) {
            throw otherBody();
        }
    }

    /** A shorter body is another body, too. */
    private static void mustReach(Batch batch, SubBatch last) {
        if (last == null ? batch.lines() > 0 : last.lastLine() < batch.lines()) {
            throw otherBody();
        }
    }

    private static RuntimeException otherBody() {
        return IDEMPOTENCY_KEY_REUSED.because("this key was used for other lines; a new body needs a new key");
    }
}
