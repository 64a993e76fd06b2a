package city.huitong.opendata.store;

import city.huitong.catalog.DatasetId;
import city.huitong.ingest.DataVersion;
import city.huitong.opendata.FormerVersions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Looks versions up for strangers, by their connections. */
@Singleton
class SqlFormerVersions implements FormerVersions {

    private static final String COLUMNS = "select version, recorded_at, rows from ";
    private static final String LATEST = COLUMNS + "dataset_head where dataset = $1";
    private static final String VERSION = COLUMNS + "dataset_version where dataset = $1 and version = $2";
    private static final String AT =
            COLUMNS + "dataset_version where dataset = $1 and recorded_at <= $2 order by recorded_at desc limit 1";

    private final PublicPool pool;

    SqlFormerVersions(PublicPool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Optional<DataVersion>> latest(DatasetId dataset) {
        return first(new QueryStatement(LATEST, List.of(dataset.value())));
    }

    @Override
    public Uni<Optional<DataVersion>> version(DatasetId dataset, long number) {
        return first(new QueryStatement(VERSION, List.of(dataset.value(), number)));
    }

    @Override
    public Uni<Optional<DataVersion>> at(DatasetId dataset, Instant time) {
        return first(new QueryStatement(AT, List.of(dataset.value(), time.atOffset(ZoneOffset.UTC))));
    }

    private Uni<Optional<DataVersion>> first(QueryStatement statement) {
        return pool.execute(statement).map(SqlFormerVersions::first);
    }

    private static Optional<DataVersion> first(RowSet<Row> rows) {
        var row = rows.iterator();
        return row.hasNext() ? Optional.of(version(row.next())) : Optional.empty();
    }

    private static DataVersion version(Row row) {
        return new DataVersion(row.getLong(0), row.getOffsetDateTime(1).toInstant(), row.getLong(2));
    }
}
