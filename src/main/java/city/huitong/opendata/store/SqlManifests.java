package city.huitong.opendata.store;

import city.huitong.opendata.Export;
import city.huitong.opendata.Manifests;
import city.huitong.opendata.Written;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** Manifests in a table, so that every process knows what one has written. */
@ApplicationScoped
class SqlManifests implements Manifests {

    private static final String FIND =
            "select rows, bytes, sha256, at from export_manifest where dataset = $1 and tag = $2";
    private static final String KEEP = "insert into export_manifest (dataset, tag, rows, bytes, sha256, at)"
            + " values ($1, $2, $3, $4, $5, $6) on conflict do nothing";

    private static final String FORGET = "delete from export_manifest where at < greatest($1,"
            + " (select at from export_manifest order by at desc offset $2 limit 1))";

    private final Pool pool;

    SqlManifests(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Optional<Written>> find(Export export) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(export.query().dataset().id().value(), export.tag()))
                .map(rows -> rows.rowCount() == 0
                        ? Optional.empty()
                        : Optional.of(written(rows.iterator().next())));
    }

    @Override
    public Uni<Void> keep(Export export, Written written) {
        return pool.preparedQuery(KEEP)
                .execute(Tuple.of(
                        export.query().dataset().id().value(),
                        export.tag(),
                        written.rows(),
                        written.bytes(),
                        written.sha256(),
                        written.at().atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> forget(Instant before, int most) {
        return pool.preparedQuery(FORGET)
                .execute(Tuple.of(before.atOffset(ZoneOffset.UTC), most))
                .replaceWithVoid();
    }

    private static Written written(Row row) {
        return new Written(
                row.getLong("rows"),
                row.getLong("bytes"),
                row.getString("sha256"),
                row.getOffsetDateTime("at").toInstant());
    }
}
