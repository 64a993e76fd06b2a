package city.huitong.audit.store;

import static city.huitong.audit.AuditProblem.CHECKPOINT_INVALID;
import static city.huitong.audit.AuditProblem.LOG_NOT_HALTED;
import static city.huitong.audit.AuditProblem.LOG_NOT_RECOVERABLE;

import city.huitong.audit.AuditEntry;
import city.huitong.audit.AuditKind;
import city.huitong.audit.AuditTrail;
import city.huitong.audit.Basis;
import city.huitong.audit.Checkpoint;
import city.huitong.audit.NotVerified;
import city.huitong.audit.RecoverLog;
import city.huitong.platform.data.SqlTx;
import city.huitong.platform.runtime.CityClock;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;

/** Finds out which side has the checkpoint's tree, rebuilds the other from it, and lets the sequencer go on. */
@ApplicationScoped
class SqlRecoverLog implements RecoverLog {

    private final Pool pool;
    private final Worker worker;
    private final LogFolder folder;
    private final LogWriter writer;
    private final RowRepair rows;
    private final FileRepair files;
    private final LogStatus status;
    private final AuditTrail trail;
    private final CityClock clock;

    SqlRecoverLog(Pool pool, LogFiles files, Worker worker, LogStatus status, AuditTrail trail, CityClock clock) {
        this.pool = pool;
        this.worker = worker;
        this.folder = files.folder();
        this.writer = files.writer();
        this.rows = new RowRepair(folder, worker);
        this.files = new FileRepair(folder, writer, worker);
        this.status = status;
        this.trail = trail;
        this.clock = clock;
    }

    /** The halt ends after the commit: should that fail, the same order finds both sides right the next time. */
    @Override
    public Uni<Recovery> recover(String checkpoint, String actor, String role) {
        return worker.read(() -> trusted(checkpoint))
                .chain(trusted ->
                        pool.withTransaction(connection -> recover(connection, trusted, checkpoint, actor, role)))
                .call(recovery -> worker.run(() -> resume(recovery)));
    }

    private Checkpoint trusted(String note) throws IOException {
        if (folder.halted().isEmpty()) {
            throw LOG_NOT_HALTED.because("nothing is to be recovered");
        }
        try {
            var trusted = writer.parse(note);
            mustNotForget(trusted);
            return trusted;
        } catch (NotVerified failure) {
            throw CHECKPOINT_INVALID.because(failure.what());
        }
    }

    /** What was signed once is known to others; to go on from less would be a second log under the same name. */
    private void mustNotForget(Checkpoint trusted) throws IOException {
        var note = folder.signed();
        if (note.isEmpty()) {
            return;
        }
        var signed = writer.parse(note.get());
        if (trusted.size() < signed.size() || (trusted.size() == signed.size() && !trusted.equals(signed))) {
            throw new NotVerified("a checkpoint of " + signed.size() + " leaves has been signed since");
        }
    }

    private Uni<Recovery> recover(
            SqlConnection connection, Checkpoint trusted, String note, String actor, String role) {
        return LogSequencer.lock(connection)
                .chain(() -> repair(connection, trusted))
                .call(() -> rows.tidy(connection, trusted.size()))
                .call(() -> worker.run(() -> keep(note)))
                .call(recovery -> trail.append(new SqlTx(connection), entry(recovery, actor, role)));
    }

    private Uni<Recovery> repair(SqlConnection connection, Checkpoint trusted) {
        return files.have(trusted)
                .chain(inFiles ->
                        rows.have(connection, trusted).chain(inRows -> repair(connection, trusted, inFiles, inRows)));
    }

    private Uni<Recovery> repair(SqlConnection connection, Checkpoint trusted, boolean inFiles, boolean inRows) {
        if (inFiles && inRows) {
            return Uni.createFrom().item(new Recovery(trusted.size(), Source.BOTH, 0));
        }
        if (inFiles) {
            return rows.rebuild(connection, trusted.size())
                    .map(repaired -> new Recovery(trusted.size(), Source.FILES, repaired));
        }
        if (inRows) {
            return files.rebuild(connection, trusted)
                    .map(repaired -> new Recovery(trusted.size(), Source.DATABASE, repaired));
        }
        throw LOG_NOT_RECOVERABLE.because("bring back the log's folder, or a database backup, that has all "
                + trusted.size() + " leaves, and try again");
    }

    private Void keep(String note) throws IOException {
        folder.keepSigned(note);
        folder.publish(note);
        return null;
    }

    private AuditEntry entry(Recovery recovery, String actor, String role) {
        return AuditEntry.of(AuditKind.LOG_RULE, actor, role, "log-recovery", Basis.NONE, clock.now())
                .with(Map.of(
                        "act", "recover",
                        "size", Long.toString(recovery.size()),
                        "source", recovery.source().name().toLowerCase(Locale.ROOT),
                        "repaired", Long.toString(recovery.repaired())));
    }

    private Void resume(Recovery recovery) throws IOException {
        folder.resume();
        status.running(recovery.size());
        return null;
    }
}
