package city.huitong.audit.store;

import static city.huitong.audit.AuditProblem.LEAF_NOT_FOUND;
import static city.huitong.audit.AuditProblem.LEAF_NOT_SIGNED_YET;
import static city.huitong.audit.AuditProblem.LOG_NOT_READABLE;
import static city.huitong.audit.AuditProblem.LOG_RANGE_INVALID;
import static city.huitong.audit.AuditProblem.TILE_NOT_FOUND;

import city.huitong.audit.AuditLog;
import city.huitong.audit.ConsistencyProof;
import city.huitong.audit.InclusionProof;
import city.huitong.audit.LeafProof;
import city.huitong.audit.TilePath;
import city.huitong.audit.TiledTree;
import city.huitong.audit.VerifierKey;
import city.huitong.platform.problem.Violation;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** Reads the published log: tiles from the files, leaves' places from the database. */
@ApplicationScoped
class FileAuditLog implements AuditLog {

    private static final String LEAF = """
            select index, entry from audit_leaf where id = $1
            union all
            select -1, '' from audit_pending where id = $1
            order by 1 desc limit 1""";

    private final Pool pool;
    private final Worker worker;
    private final LogFolder folder;
    private final LogWriter writer;
    private final VerifierKey key;

    FileAuditLog(Pool pool, LogFiles files, Worker worker) {
        this.pool = pool;
        this.worker = worker;
        this.folder = files.folder();
        this.writer = files.writer();
        this.key = files.key();
    }

    @Override
    public VerifierKey key() {
        return key;
    }

    @Override
    public Uni<String> checkpoint() {
        return worker.read(this::note);
    }

    private String note() throws IOException {
        return folder.checkpoint().orElseThrow(() -> LOG_NOT_READABLE.because("nothing has been signed yet"));
    }

    @Override
    public Uni<byte[]> tile(TilePath path) {
        return worker.read(() -> publishedTile(path));
    }

    private byte[] publishedTile(TilePath path) throws IOException {
        var size = size(note());
        if (!path.isIn(size)) {
            throw TILE_NOT_FOUND.because("the log has " + size + " leaves");
        }
        return folder.read(path);
    }

    private long size(String note) {
        return writer.parse(note).size();
    }

    @Override
    public Uni<LeafProof> leaf(UUID id) {
        return pool.preparedQuery(LEAF).execute(Tuple.of(id)).chain(rows -> leaf(id, rows));
    }

    private Uni<LeafProof> leaf(UUID id, RowSet<Row> rows) {
        if (rows.size() == 0) {
            throw LEAF_NOT_FOUND.because("the trail has no such leaf");
        }
        var row = rows.iterator().next();
        return worker.read(() -> proof(id, row.getLong("index"), row.getString("entry")));
    }

    private LeafProof proof(UUID id, long index, String entry) throws IOException {
        var note = note();
        var size = size(note);
        if (index < 0 || index >= size) {
            throw LEAF_NOT_SIGNED_YET.because("ask again in a second");
        }
        return new LeafProof(id, entry, new TiledTree(folder, size).inclusion(index), note);
    }

    @Override
    public Uni<InclusionProof> inclusion(long index, long size) {
        return worker.read(() -> {
            mustBePublished("index", index, 0, size - 1);
            mustBePublished("size", size, 1, size(note()));
            return new TiledTree(folder, size).inclusion(index);
        });
    }

    @Override
    public Uni<ConsistencyProof> consistency(long from, long to) {
        return worker.read(() -> {
            mustBePublished("to", to, 1, size(note()));
            mustBePublished("from", from, 1, to);
            return new TiledTree(folder, to).consistency(from);
        });
    }

    private static void mustBePublished(String parameter, long number, long least, long most) {
        if (number < least || number > most) {
            var range = most < least ? "there is none" : "from " + least + " to " + most;
            throw LOG_RANGE_INVALID
                    .because(parameter + " is not in the published log")
                    .with(List.of(new Violation("?" + parameter, "out-of-range", range)));
        }
    }

    @Override
    public Multi<byte[]> export() {
        return checkpoint().onItem().transformToMulti(this::export);
    }

    private Multi<byte[]> export(String note) {
        var leaves = LogRows.pages(pool, size(note)).map(FileAuditLog::lines);
        return Multi.createBy().concatenating().streams(Multi.createFrom().item(head(note)), leaves);
    }

    private static byte[] head(String note) {
        return LeafJson.checkpoint(note).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] lines(RowSet<Row> rows) {
        return rows.stream()
                .map(row -> row.getString("entry"))
                .collect(Collectors.joining("\n"))
                .getBytes(StandardCharsets.UTF_8);
    }
}
