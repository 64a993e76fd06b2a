package city.huitong.ingest.store;

import city.huitong.catalog.DatasetId;
import city.huitong.ingest.DataVersion;
import city.huitong.ingest.DatasetVersions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads what {@link SqlRecordStore} has written of versions. */
@ApplicationScoped
class SqlDatasetVersions implements DatasetVersions {

    private static final String COLUMNS = "version, recorded_at, rows";
    private static final String HEADS = "select " + COLUMNS + ", dataset from dataset_head";
    private static final String VERSION =
            "select " + COLUMNS + " from dataset_version where dataset = $1 and version = $2";
    private static final String AT = "select " + COLUMNS + " from dataset_version"
            + " where dataset = $1 and recorded_at <= $2 order by recorded_at desc limit 1";

    private final Pool pool;

    SqlDatasetVersions(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Map<String, DataVersion>> heads() {
        return pool.preparedQuery(HEADS).execute().map(SqlDatasetVersions::byDataset);
    }

    @Override
    public Uni<Optional<DataVersion>> version(DatasetId dataset, long number) {
        return pool.preparedQuery(VERSION)
                .execute(Tuple.of(dataset.value(), number))
                .map(SqlDatasetVersions::first);
    }

    @Override
    public Uni<Optional<DataVersion>> at(DatasetId dataset, Instant time) {
        return pool.preparedQuery(AT)
                .execute(Tuple.of(dataset.value(), time.atOffset(ZoneOffset.UTC)))
                .map(SqlDatasetVersions::first);
    }

    private static Map<String, DataVersion> byDataset(RowSet<Row> rows) {
        var heads = new HashMap<String, DataVersion>();
        rows.forEach(row -> heads.put(row.getString("dataset"), version(row)));
        return heads;
    }

    private static Optional<DataVersion> first(RowSet<Row> rows) {
        var row = rows.iterator();
        return row.hasNext() ? Optional.of(version(row.next())) : Optional.empty();
    }

    private static DataVersion version(Row row) {
        return new DataVersion(
                row.getLong("version"), row.getOffsetDateTime("recorded_at").toInstant(), row.getLong("rows"));
    }
}
