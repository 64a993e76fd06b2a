package city.huitong.audit.store;

import city.huitong.audit.Bundle;
import city.huitong.audit.Checkpoint;
import city.huitong.audit.LogVerifier;
import city.huitong.audit.NotVerified;
import city.huitong.audit.TilePath;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;

/** Puts leaves back into the database from the files. */
final class RowRepair {

    private static final String READ =
            "select index, id, subj, visible_from, entry from audit_leaf where index >= $1 and index < $2 order by index";

    /** By identifier, too: a leaf may have come under another index after a restore. */
    private static final String REMOVE = "delete from audit_leaf where (index >= $1 and index < $2) or id = any($3)";

    private static final String STORE = """
            insert into audit_leaf (index, id, subj, visible_from, entry)
            select * from unnest($1::bigint[], $2::uuid[], $3::bytea[], $4::timestamptz[], $5::text[])""";

    /** What was numbered but not signed follows what was signed, without gaps. */
    private static final String CLOSE_UP = """
            with tail as (delete from audit_leaf where index >= $1 returning index, id, subj, visible_from, entry)
            insert into audit_leaf (index, id, subj, visible_from, entry)
            select $1 - 1 + row_number() over (order by index), id, subj, visible_from, entry from tail""";

    /** A restored database has entries waiting again that have been leaves for long. */
    private static final String FORGET_KNOWN = "delete from audit_pending p using audit_leaf l where l.id = p.id";

    private final LogFolder folder;
    private final Worker worker;

    RowRepair(LogFolder folder, Worker worker) {
        this.folder = folder;
        this.worker = worker;
    }

    /** Whether the rows have the checkpoint's tree, and beside each text what it says. */
    Uni<Boolean> have(SqlConnection connection, Checkpoint checkpoint) {
        var verifier = new LogVerifier(checkpoint, Optional.empty());
        return bundles(checkpoint.size())
                .onItem()
                .transformToUniAndConcatenate(path ->
                        read(connection, path).chain(rows -> worker.run(() -> add(verifier, path, rows))))
                .collect()
                .last()
                .chain(() -> worker.run(() -> finish(verifier)))
                .replaceWith(true)
                .onFailure(NotVerified.class)
                .recoverWithItem(false);
    }

    private static boolean add(LogVerifier verifier, TilePath path, RowSet<Row> rows) {
        var index = path.number() * TilePath.FULL;
        for (var row : rows) {
            LeafRow.mustFit(row, index++);
            verifier.add(row.getString("entry").getBytes(StandardCharsets.UTF_8));
        }
        return true;
    }

    private static boolean finish(LogVerifier verifier) {
        verifier.finish();
        return true;
    }

    /** Replaces the bundles of rows that differ from the files; says how many. */
    Uni<Long> rebuild(SqlConnection connection, long size) {
        return bundles(size)
                .onItem()
                .transformToUniAndConcatenate(path -> rebuild(connection, path))
                .filter(replaced -> replaced)
                .collect()
                .with(java.util.stream.Collectors.counting());
    }

    private Uni<Boolean> rebuild(SqlConnection connection, TilePath path) {
        return read(connection, path)
                .chain(rows -> worker.run(() -> entries(path))
                        .chain(entries -> fits(path, entries, rows)
                                ? Uni.createFrom().item(false)
                                : replace(connection, path, entries).replaceWith(true)));
    }

    private List<String> entries(TilePath path) throws IOException {
        return Bundle.entries(folder.read(path), path.width()).stream()
                .map(entry -> new String(entry, StandardCharsets.UTF_8))
                .toList();
    }

    private static boolean fits(TilePath path, List<String> entries, RowSet<Row> rows) {
        try {
            var index = path.number() * TilePath.FULL;
            var texts = LogRows.texts(index, rows);
            for (var row : rows) {
                LeafRow.mustFit(row, index++);
            }
            return texts.equals(entries);
        } catch (NotVerified _) {
            return false;
        }
    }

    private static Uni<?> replace(SqlConnection connection, TilePath path, List<String> entries) {
        var first = path.number() * TilePath.FULL;
        var leaves = entries.stream().map(LeafJson::read).toList();
        var ids = leaves.stream().map(LeafJson.Leaf::id).toArray(UUID[]::new);
        return connection
                .preparedQuery(REMOVE)
                .execute(Tuple.of(first, first + path.width(), ids))
                .chain(() -> connection
                        .preparedQuery(STORE)
                        .execute(Tuple.of(
                                LongStream.range(first, first + ids.length)
                                        .boxed()
                                        .toArray(Long[]::new),
                                ids,
                                leaves.stream().map(RowRepair::subj).toArray(Buffer[]::new),
                                leaves.stream().map(RowRepair::visibleFrom).toArray(OffsetDateTime[]::new),
                                entries.toArray(String[]::new))));
    }

    private static Buffer subj(LeafJson.Leaf leaf) {
        return leaf.subj()
                .map(hex -> Buffer.buffer(HexFormat.of().parseHex(hex)))
                .orElse(null);
    }

    private static OffsetDateTime visibleFrom(LeafJson.Leaf leaf) {
        return leaf.entry().visibleFrom().atOffset(ZoneOffset.UTC);
    }

    /** Makes what comes after the signed leaves fit to them. */
    Uni<?> tidy(SqlConnection connection, long size) {
        return connection
                .preparedQuery(CLOSE_UP)
                .execute(Tuple.of(size))
                .chain(() -> connection.preparedQuery(FORGET_KNOWN).execute());
    }

    private static Uni<RowSet<Row>> read(SqlConnection connection, TilePath path) {
        var first = path.number() * TilePath.FULL;
        return connection.preparedQuery(READ).execute(Tuple.of(first, first + path.width()));
    }

    private static Multi<TilePath> bundles(long size) {
        return Multi.createFrom()
                .items(() -> LongStream.range(0, (size + TilePath.FULL - 1) / TilePath.FULL)
                        .mapToObj(number -> TilePath.in(size, TilePath.ENTRIES, number)));
    }
}
