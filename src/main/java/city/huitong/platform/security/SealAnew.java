package city.huitong.platform.security;

import city.huitong.platform.data.SqlTx;
import city.huitong.platform.data.UnitOfWork;
import city.huitong.platform.runtime.Background;
import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Seals with the current key what former ones have sealed, so that they can be forgotten. Goes over the tables by their pages; a row
 * that is not sealed anew stays where it is until it is, so none is missed, and doing it again changes nothing.
 */
@ApplicationScoped
class SealAnew {

    private static final Logger LOG = Logger.getLogger(SealAnew.class);
    private static final int PAGES = 32;

    private static final String SIZE =
            "select pg_relation_size($1::text::regclass) / current_setting('block_size')::int as pages";

    private final UnitOfWork unitOfWork;
    private final Sealing sealing;
    private final Background background;
    private final List<SealedColumn> columns;

    SealAnew(UnitOfWork unitOfWork, Sealing sealing, Background background, @All List<SealedColumn> columns) {
        this.unitOfWork = unitOfWork;
        this.sealing = sealing;
        this.background = background;
        this.columns = columns;
    }

    void start(@Observes StartupEvent event) {
        if (sealing.hasFormerKeys()) {
            columns.forEach(
                    column -> background.start("sealing anew", () -> all(column).replaceWithVoid()));
        }
    }

    /** All of a column; gives how many values were sealed anew. */
    Uni<Long> all(SealedColumn column) {
        return unitOfWork
                .onRows(tx -> tx.connection().preparedQuery(SIZE).execute(Tuple.of(column.table())))
                .map(rows -> rows.iterator().next().getLong("pages"))
                .chain(pages -> Multi.createFrom()
                        .iterable(starts(pages))
                        .onItem()
                        .transformToUniAndConcatenate(start -> unitOfWork.onRows(tx -> some(tx, column, start)))
                        .collect()
                        .in(() -> new long[1], (sum, count) -> sum[0] += count))
                .map(sum -> sum[0])
                .invoke(count ->
                        LOG.infof("%d values of %s are sealed with the current key now", count, column.table()));
    }

    private static List<Long> starts(long pages) {
        return java.util.stream.LongStream.iterate(0, start -> start < pages, start -> start + PAGES)
                .boxed()
                .toList();
    }

    private Uni<Integer> some(SqlTx tx, SealedColumn column, long start) {
        return tx.connection()
                .preparedQuery(old(column))
                .execute(Tuple.of(
                        "(" + start + ",0)", "(" + (start + PAGES) + ",0)", Buffer.buffer(sealing.currentHeader())))
                .map(rows -> rows.stream().toList())
                .chain(rows -> rows.isEmpty() ? Uni.createFrom().item(0) : store(tx, column, rows));
    }

    private Uni<Integer> store(SqlTx tx, SealedColumn column, List<Row> rows) {
        return Uni.createFrom()
                .item(() -> anew(rows))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(values -> tx.connection().preparedQuery(store(column)).execute(values))
                .map(stored -> stored.rowCount());
    }

    private static String old(SealedColumn column) {
        return """
                select ctid::text as place, %2$s as sealed from %1$s
                where ctid >= $1::text::tid and ctid < $2::text::tid and substring(%2$s from 1 for 5) <> $3 for update""".formatted(column.table(), column.column());
    }

    private static String store(SealedColumn column) {
        return """
                update %1$s set %2$s = anew.sealed from unnest($1::text[], $2::bytea[]) as anew (place, sealed)
                where %1$s.ctid = anew.place::tid""".formatted(column.table(), column.column());
    }

    private Tuple anew(List<Row> rows) {
        var clear = rows.stream()
                .map(row -> sealing.open(row.getBuffer("sealed").getBytes()))
                .toList();
        return Tuple.of(
                rows.stream().map(row -> row.getString("place")).toArray(String[]::new),
                sealing.sealAll(clear).stream().map(Buffer::buffer).toArray(Buffer[]::new));
    }
}
