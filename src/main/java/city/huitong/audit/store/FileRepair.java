package city.huitong.audit.store;

import static city.huitong.audit.AuditProblem.LOG_NOT_RECOVERABLE;

import city.huitong.audit.Checkpoint;
import city.huitong.audit.LogVerifier;
import city.huitong.audit.NotVerified;
import city.huitong.audit.TilePath;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.io.IOException;
import java.util.Optional;

/** Writes the files anew from the database. */
final class FileRepair {

    private final LogFolder folder;
    private final LogWriter writer;
    private final Worker worker;

    FileRepair(LogFolder folder, LogWriter writer, Worker worker) {
        this.folder = folder;
        this.writer = writer;
        this.worker = worker;
    }

    /** Whether bundles and tiles have the checkpoint's tree. */
    Uni<Boolean> have(Checkpoint checkpoint) {
        return worker.run(() -> verified(checkpoint));
    }

    private boolean verified(Checkpoint checkpoint) throws IOException {
        try {
            var verifier = new LogVerifier(checkpoint, Optional.empty());
            verifier.addAll(folder);
            verifier.finish();
            return true;
        } catch (NotVerified _) {
            return false;
        }
    }

    /** Puts the damaged files aside, as evidence, and writes others; says how many bundles. */
    Uni<Long> rebuild(SqlConnection connection, Checkpoint checkpoint) {
        return worker.run(folder::putAside)
                .chain(() -> writeAll(connection, checkpoint.size()))
                .chain(() -> have(checkpoint))
                .map(right -> counted(right, checkpoint.size()));
    }

    private Uni<?> writeAll(SqlConnection connection, long size) {
        return LogRows.pages(connection, size)
                .onItem()
                .transformToUniAndConcatenate(rows -> worker.run(() -> write(rows)))
                .collect()
                .last();
    }

    private int write(RowSet<Row> rows) throws IOException {
        var first = rows.iterator().next().getLong("index");
        writer.write(first, LogRows.texts(first, rows));
        return rows.size();
    }

    private static long counted(boolean right, long size) {
        if (!right) {
            throw LOG_NOT_RECOVERABLE.because("the files could not be written as they should be");
        }
        return (size + TilePath.FULL - 1) / TilePath.FULL;
    }
}
