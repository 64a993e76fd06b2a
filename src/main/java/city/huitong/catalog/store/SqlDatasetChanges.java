package city.huitong.catalog.store;

import city.huitong.catalog.DatasetChange;
import city.huitong.catalog.DatasetChanges;
import city.huitong.catalog.DatasetId;
import city.huitong.catalog.LocalizedText;
import city.huitong.catalog.OpeningLevel;
import city.huitong.catalog.RecordedChange;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** Reads what {@link HibernateCatalogRepository} has recorded. */
@ApplicationScoped
class SqlDatasetChanges implements DatasetChanges {

    private static final String ALL =
            "select * from dataset_change where (at, id) < ($1, $2) order by at desc, id desc limit $3";
    private static final String OF_DATASET =
            "select * from dataset_change where dataset = $4 and (at, id) < ($1, $2) order by at desc, id desc limit $3";

    private final Pool pool;

    SqlDatasetChanges(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<List<RecordedChange>> before(Instant at, long id, int atMost) {
        return pool.preparedQuery(ALL)
                .execute(Tuple.of(at.atOffset(ZoneOffset.UTC), id, atMost))
                .map(SqlDatasetChanges::changes);
    }

    @Override
    public Uni<List<RecordedChange>> before(DatasetId dataset, Instant at, long id, int atMost) {
        return pool.preparedQuery(OF_DATASET)
                .execute(Tuple.of(at.atOffset(ZoneOffset.UTC), id, atMost, dataset.value()))
                .map(SqlDatasetChanges::changes);
    }

    private static List<RecordedChange> changes(RowSet<Row> rows) {
        return rows.stream().map(SqlDatasetChanges::change).toList();
    }

    private static RecordedChange change(Row row) {
        return new RecordedChange(
                row.getLong("id"),
                new DatasetId(row.getString("dataset")),
                row.getLong("revision"),
                row.getOffsetDateTime("at").toInstant(),
                new DatasetChange(
                        DatasetChange.Kind.valueOf(row.getString("kind")),
                        new LocalizedText(row.getString("title_zh"), row.getString("title_en")),
                        OpeningLevel.valueOf(row.getString("opening")),
                        names(row.getString("added")),
                        names(row.getString("widened")),
                        names(row.getString("levels"))));
    }

    private static List<String> names(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" "));
    }
}
