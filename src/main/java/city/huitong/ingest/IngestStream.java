package city.huitong.ingest;

import city.huitong.catalog.CurrentCatalog;
import city.huitong.catalog.DatasetId;
import city.huitong.platform.data.SqlTx;
import city.huitong.platform.data.UnitOfWork;
import city.huitong.platform.problem.Violation;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes records from a stream, in the order of their offsets. The position is moved in the records' own transaction, so a
 * message delivered twice is stored once; what is wrong goes to quarantine and never stops the partition.
 */
@ApplicationScoped
public class IngestStream {

    /** The stream of a dataset is the topic with this prefix. Who may write to it is for the broker to say. */
    public static final String TOPIC_PREFIX = "huitong.records.";

    private static final Duration FIRST_RETRY = Duration.ofMillis(200);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(10);

    private static final Violation UNKNOWN_DATASET =
            new Violation("", "dataset-not-found", "the topic names no dataset that takes records");

    private final CurrentCatalog catalog;
    private final UnitOfWork unitOfWork;
    private final BatchRepository batches;
    private final ReadLines readLines;
    private final StoreSubBatch storeSubBatch;

    IngestStream(
            CurrentCatalog catalog,
            UnitOfWork unitOfWork,
            BatchRepository batches,
            ReadLines readLines,
            StoreSubBatch storeSubBatch) {
        this.catalog = catalog;
        this.unitOfWork = unitOfWork;
        this.batches = batches;
        this.readLines = readLines;
        this.storeSubBatch = storeSubBatch;
    }

    /**
     * Messages of one partition.
     *
     * @param lines by offset; the line's number is the message's offset
     */
    public record Messages(String topic, int partition, List<Message> lines) {}

    /**
     * One message.
     *
     * @param content a record as JSON; empty for a message without a value
     */
    @SuppressWarnings("ArrayRecordComponent") // Passed on once.
    public record Message(long offset, byte[] content) {}

    /** Stores them, however long the database is away. */
    public Uni<Void> ingest(Messages messages) {
        return catalog.refresh()
                .chain(() -> unitOfWork.onRows(tx -> ingestIn(tx, messages)))
                .onFailure()
                .retry()
                .withBackOff(FIRST_RETRY, LONGEST_RETRY)
                .indefinitely();
    }

    private Uni<Void> ingestIn(SqlTx tx, Messages messages) {
        return batches.nextOffset(tx, messages.topic(), messages.partition())
                .map(next -> lines(messages, next))
                .chain(lines -> lines.isEmpty() ? Uni.createFrom().voidItem() : store(tx, messages, lines));
    }

    private Uni<Void> store(SqlTx tx, Messages messages, List<Line> lines) {
        var dataset = messages.topic().substring(TOPIC_PREFIX.length());
        var last = lines.getLast().number();
        var source = new SubBatch(lines.getFirst().number(), lines, last, new byte[0]);
        return batches.openIn(tx, dataset, messages.topic() + "/" + messages.partition())
                .call(batch -> storeSubBatch.storeIn(tx, batch, prepared(dataset, lines), source))
                .chain(batch -> batches.completeIn(tx, batch))
                .chain(() -> batches.moveTo(tx, messages.topic(), messages.partition(), last + 1));
    }

    private Prepared prepared(String dataset, List<Line> lines) {
        var now = catalog.get();
        return Optional.of(dataset)
                .filter(DatasetId::isValid)
                .flatMap(id -> now.dataset(new DatasetId(id)))
                .map(known -> readLines.read(now, known.id(), lines))
                .orElseGet(() -> new Prepared(now.revision(), null, List.of(), Map.of(), refused(lines)));
    }

    private static List<Rejection> refused(List<Line> lines) {
        return lines.stream()
                .map(line ->
                        new Rejection(line.number(), UNKNOWN_DATASET, line.isTooLong() ? new byte[0] : line.content()))
                .toList();
    }

    private static List<Line> lines(Messages messages, long nextOffset) {
        return messages.lines().stream()
                .filter(message -> message.offset() >= nextOffset)
                .map(message -> new Line(
                        message.offset(), message.content().length > Line.MAX_BYTES ? null : message.content()))
                .toList();
    }
}
