package city.huitong.ingest.store;

import static city.huitong.ingest.IngestProblem.BATCH_NOT_FOUND;

import city.huitong.ingest.Batch;
import city.huitong.ingest.BatchQueries;
import city.huitong.ingest.Rejection;
import city.huitong.platform.data.Page;
import city.huitong.platform.data.PageRequest;
import city.huitong.platform.data.SqlTx;
import city.huitong.platform.problem.Violation;
import city.huitong.platform.security.Sealing;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Reads batches and quarantine. */
@ApplicationScoped
class SqlBatchQueries implements BatchQueries {

    /** Pages by (line, n); a position is the two as one sortable text. */
    private static final String REJECTIONS = """
            select line, n, pointer, code, detail, content from rejection
            where batch_id = $1 and (line, n) > ($2, $3) order by line, n limit $4""";

    private static final byte[] NONE = {};

    /** Where a page starts: after this line's n-th violation. */
    private record Position(long line, int n) {

        static final Position START = new Position(0, 0);

        static Position parse(String text) {
            var dot = text.indexOf('.');
            return new Position(
                    Long.parseLong(text.substring(0, Math.max(0, dot))), Integer.parseInt(text.substring(dot + 1)));
        }

        static Position of(Row row) {
            return new Position(row.getLong("line"), row.getInteger("n"));
        }

        @Override
        public String toString() {
            return line + "." + n;
        }
    }

    private final Pool pool;
    private final Sealing sealing;

    SqlBatchQueries(Pool pool, Sealing sealing) {
        this.pool = pool;
        this.sealing = sealing;
    }

    @Override
    public Uni<Batch> find(UUID id) {
        return pool.preparedQuery("select * from batch where id = $1")
                .execute(Tuple.of(id))
                .map(SqlBatchQueries::onlyBatch);
    }

    @Override
    public Uni<Optional<Instant>> firstStart() {
        return pool.query("select min(started_at) as first from batch")
                .execute()
                .map(rows -> Optional.ofNullable(rows.iterator().next().getOffsetDateTime("first"))
                        .map(OffsetDateTime::toInstant));
    }

    @Override
    public Uni<Page<Rejection>> rejections(UUID batch, PageRequest page) {
        return rejections(pool, batch, page, row -> rejection(row, NONE));
    }

    @Override
    public Uni<Page<Rejection>> rejections(SqlTx tx, UUID batch, PageRequest page) {
        return rejections(tx.connection(), batch, page, row -> rejection(row, content(row)));
    }

    private static Uni<Page<Rejection>> rejections(
            SqlClient client, UUID batch, PageRequest page, Function<Row, Rejection> shape) {
        var after = page.after(Position::parse, Position.START);
        return client.preparedQuery(REJECTIONS)
                .execute(Tuple.of(batch, after.line, after.n, page.limit() + 1))
                .map(rows -> Page.of(
                                page,
                                rows.stream().toList(),
                                row -> Position.of(row).toString())
                        .map(shape));
    }

    private static Batch onlyBatch(RowSet<Row> rows) {
        if (rows.size() == 0) {
            throw BATCH_NOT_FOUND.because("the hub has given out no such id");
        }
        return BatchRows.batch(rows.iterator().next());
    }

    private static Rejection rejection(Row row, byte[] content) {
        var violation = new Violation(row.getString("pointer"), row.getString("code"), row.getString("detail"));
        return new Rejection(row.getLong("line"), violation, content);
    }

    private byte[] content(Row row) {
        var sealed = row.getBuffer("content");
        return sealed == null ? NONE : sealing.open(sealed.getBytes());
    }
}
