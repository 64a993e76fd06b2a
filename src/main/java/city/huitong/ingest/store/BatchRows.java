package city.huitong.ingest.store;

import static city.huitong.ingest.IngestProblem.BATCH_TAKEN_OVER;

import city.huitong.catalog.DatasetId;
import city.huitong.ingest.Batch;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Reads batches from rows. */
final class BatchRows {

    private BatchRows() {}

    static Batch completed(RowSet<Row> rows, Batch attempt) {
        if (rows.size() == 0) {
            throw BATCH_TAKEN_OVER.because("ask GET /v1/batches/" + attempt.id() + " how far it is");
        }
        return batch(rows.iterator().next());
    }

    static Batch batch(Row row) {
        return new Batch(
                row.getUUID("id"),
                new DatasetId(row.getString("dataset_id")),
                row.getString("client"),
                Optional.ofNullable(row.getString("idempotency_key")),
                row.getInteger("attempt"),
                row.getBoolean("complete"),
                row.getLong("lines"),
                row.getBuffer("digest").getBytes(),
                row.getLong("received"),
                row.getLong("accepted"),
                row.getLong("unchanged"),
                row.getLong("rejected"),
                row.getOffsetDateTime("started_at").toInstant(),
                Optional.ofNullable(row.getOffsetDateTime("completed_at")).map(OffsetDateTime::toInstant));
    }
}
