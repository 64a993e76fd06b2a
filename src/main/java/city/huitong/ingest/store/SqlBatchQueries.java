package city.huitong.ingest.store;

import static city.huitong.ingest.IngestProblem.BATCH_NOT_FOUND;

import city.huitong.ingest.Batch;
import city.huitong.ingest.BatchQueries;
import city.huitong.ingest.Rejection;
import city.huitong.platform.data.Page;
import city.huitong.platform.data.PageRequest;
import city.huitong.platform.problem.Violation;
import city.huitong.platform.security.Sealing;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Reads batches and quarantine. */
@ApplicationScoped
class SqlBatchQueries implements BatchQueries {

    /** Pages by (line, n); a position is the two as one sortable text. */
    private static final String REJECTIONS = """
            select line, n, pointer, code, detail, content from rejection
            where batch_id = $1 and (line, n) > ($2, $3) order by line, n limit $4""";

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
    public Uni<Page<Rejection>> rejections(UUID batch, PageRequest page) {
        var after = page.after(Position::parse, Position.START);
        return pool.preparedQuery(REJECTIONS)
                .execute(Tuple.of(batch, after.line, after.n, page.limit() + 1))
                .map(rows -> Page.of(
                                page,
                                rows.stream().toList(),
                                row -> Position.of(row).toString())
                        .map(this::rejection));
    }

    private static Batch onlyBatch(RowSet<Row> rows) {
        if (rows.size() == 0) {
            throw BATCH_NOT_FOUND.because("the hub has given out no such id");
        }
        return BatchRows.batch(rows.iterator().next());
    }

    private Rejection rejection(Row row) {
        var violation = new Violation(row.getString("pointer"), row.getString("code"), row.getString("detail"));
        var content = row.getBuffer("content");
        return new Rejection(
                row.getLong("line"), violation, content == null ? new byte[0] : sealing.open(content.getBytes()));
    }
}
