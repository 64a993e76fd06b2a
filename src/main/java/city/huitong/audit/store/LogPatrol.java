package city.huitong.audit.store;

import city.huitong.audit.AuditConfig;
import city.huitong.audit.Bundle;
import city.huitong.audit.Checkpoint;
import city.huitong.audit.Hash;
import city.huitong.audit.MerkleTree;
import city.huitong.audit.NotVerified;
import city.huitong.audit.TilePath;
import city.huitong.audit.TiledTree;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Walks through the signed log again and again and compares database, bundles and tiles, because a round looks at the right
 * edge only. Every row must have the hash of its leaf, every bundle the same, and every full tile the hash that the tile above
 * has for it.
 */
@ApplicationScoped
class LogPatrol {

    private static final Logger LOG = Logger.getLogger(LogPatrol.class);

    private static final String ROWS = """
            select index, id, subj, visible_from, entry from audit_leaf
            where index >= $1 and index < $2 order by index""";

    private final Pool pool;
    private final Worker worker;
    private final LogFolder folder;
    private final LogWriter writer;
    private final LogGuard guard;
    private final LogStatus status;
    private final int bundles;
    private volatile long next;

    LogPatrol(Pool pool, LogFiles files, Worker worker, LogStatus status, AuditConfig config) {
        this.pool = pool;
        this.worker = worker;
        this.folder = files.folder();
        this.writer = files.writer();
        this.guard = new LogGuard(folder, status);
        this.status = status;
        this.bundles = config.patrol() / TilePath.FULL;
    }

    /** Compares the next bundles; begins again at the end. A failure is logged, and the next call tries again. */
    Uni<Void> walk() {
        return worker.run(() -> guard.checked(this::published))
                .chain(published ->
                        published.filter(_ -> bundles > 0).map(this::walk).orElseGet(LogPatrol::nothing))
                .onFailure()
                .invoke(failure -> LOG.warnf("the patrol of the audit log could not go on: %s", failure))
                .onFailure()
                .recoverWithNull();
    }

    /** Whatever is published stays so, which the next state of the log may not say of what is signed only. */
    private Checkpoint published() throws IOException {
        var note = folder.checkpoint();
        return note.isEmpty() ? Checkpoint.empty("none") : writer.parse(note.get());
    }

    private Uni<Void> walk(Checkpoint signed) {
        // From the beginning of the last bundle again, for that has grown since.
        var first = next < signed.size() ? next / TilePath.FULL * TilePath.FULL : 0;
        var end = Math.min(signed.size(), first + (long) bundles * TilePath.FULL);
        if (first == end) {
            return nothing();
        }
        return pool.preparedQuery(ROWS)
                .execute(Tuple.of(first, end))
                .chain(rows -> worker.run(() -> guard.checked(() -> compare(signed.size(), first, end, rows))))
                .invoke(compared -> compared.ifPresent(this::advance))
                .replaceWithVoid();
    }

    private void advance(long end) {
        next = end;
        status.patrolled(end);
    }

    private long compare(long size, long first, long end, RowSet<Row> rows) throws IOException {
        var leaves = rows.stream().toList();
        for (long from = first; from < end; from += TilePath.FULL) {
            var path = TilePath.in(size, 0, from / TilePath.FULL);
            var start = Math.min((int) (from - first), leaves.size());
            compareBundle(path, from, leaves.subList(start, Math.min(start + path.width(), leaves.size())));
            compareAbove(size, path);
        }
        return end;
    }

    private void compareBundle(TilePath path, long first, List<Row> rows) throws IOException {
        var tile = folder.read(path);
        var bundle = folder.read(new TilePath(TilePath.ENTRIES, path.number(), path.width()));
        var entries = Bundle.entries(bundle, path.width());
        for (int i = 0; i < path.width(); i++) {
            if (!MerkleTree.leaf(entries.get(i)).equals(Hash.at(tile, i))) {
                throw new NotVerified("entry " + (first + i) + " of the files is not the one that was signed");
            }
            if (i >= rows.size()) {
                throw new NotVerified("the database has no leaf " + (first + i));
            }
            mustBe(rows.get(i), first + i, entries.get(i));
        }
    }

    private static void mustBe(Row row, long index, byte[] entry) {
        if (!Arrays.equals(row.getString("entry").getBytes(StandardCharsets.UTF_8), entry)) {
            throw new NotVerified("the database's leaf " + index + " is not the one that was signed");
        }
        LeafRow.mustFit(row, index);
    }

    /** A full tile's root is a hash of the tile above; when that one is complete with it, the same again. */
    private void compareAbove(long size, TilePath path) throws IOException {
        if (!path.isFull()) {
            return;
        }
        var above = TilePath.in(size, path.level() + 1, path.number() / TilePath.FULL);
        var place = (int) (path.number() % TilePath.FULL);
        if (!Hash.at(folder.read(above), place).equals(TiledTree.tileRoot(folder.read(path)))) {
            throw new NotVerified(path + " is not the tile that was signed");
        }
        if (place == TilePath.FULL - 1) {
            compareAbove(size, above);
        }
    }

    private static Uni<Void> nothing() {
        return Uni.createFrom().voidItem();
    }
}
