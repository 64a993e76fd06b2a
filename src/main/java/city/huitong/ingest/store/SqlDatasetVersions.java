package city.huitong.ingest.store;

import city.huitong.ingest.DataVersion;
import city.huitong.ingest.DatasetVersions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;

/** Reads what {@link SqlRecordStore} has written of versions. */
@ApplicationScoped
class SqlDatasetVersions implements DatasetVersions {

    private static final String HEADS = "select version, recorded_at, rows, dataset from dataset_head";

    private final Pool pool;

    SqlDatasetVersions(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Map<String, DataVersion>> heads() {
        return pool.preparedQuery(HEADS).execute().map(SqlDatasetVersions::byDataset);
    }

    private static Map<String, DataVersion> byDataset(RowSet<Row> rows) {
        var heads = new HashMap<String, DataVersion>();
        rows.forEach(row -> heads.put(row.getString("dataset"), version(row)));
        return heads;
    }

    private static DataVersion version(Row row) {
        return new DataVersion(
                row.getLong("version"), row.getOffsetDateTime("recorded_at").toInstant(), row.getLong("rows"));
    }
}
