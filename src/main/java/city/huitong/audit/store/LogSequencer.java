package city.huitong.audit.store;

import city.huitong.audit.AuditConfig;
import city.huitong.audit.Checkpoint;
import city.huitong.audit.TilePath;
import city.huitong.platform.runtime.CityClock;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Brings entries into the log, one round at a time over all processes. A round first publishes what earlier rounds have
 * numbered, then numbers what is waiting. It may die anywhere: files are made of committed rows only, and are made again from
 * the same rows.
 */
@ApplicationScoped
class LogSequencer {

    private static final Logger LOG = Logger.getLogger(LogSequencer.class);

    /** Any number will do, as long as nothing else in the database takes it. */
    private static final long LOCK = 0x6875_6974_6F6E_6701L;

    private static final String LOOK = """
            select (select coalesce(max(index) + 1, 0) from audit_leaf) as numbered,
              coalesce((select greatest(0, ceil(extract(epoch from $1::timestamptz - at))) from audit_pending order by xid, seq limit 1), -1)
                ::bigint as waiting""";

    private final Pool pool;
    private final Worker worker;
    private final LogWriter writer;
    private final LogGuard guard;
    private final Numbering numbering;
    private final LogStatus status;
    private final CityClock clock;
    private final int batch;

    /** What is known to be published, so that a look at an idle log needs no file. */
    private volatile long published = -1;

    LogSequencer(Pool pool, LogFiles files, Worker worker, LogStatus status, CityClock clock, AuditConfig config) {
        this.pool = pool;
        this.worker = worker;
        this.writer = files.writer();
        this.guard = new LogGuard(files.folder(), status);
        this.batch = config.batch();
        this.numbering = new Numbering(worker, batch);
        this.status = status;
        this.clock = clock;
    }

    /** Works off what there is. A failure is logged, and the next call tries again. */
    Uni<Void> work() {
        // Deferred: the caller repeats this Uni, and each look needs its own time.
        return Uni.createFrom()
                .deferred(this::look)
                .chain(needed -> needed ? rounds() : Uni.createFrom().voidItem())
                .onFailure()
                .invoke(failure -> LOG.warnf("the audit log could not go on, it will be tried again: %s", failure))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Boolean> look() {
        return pool.preparedQuery(LOOK)
                .execute(Tuple.of(clock.now().atOffset(ZoneOffset.UTC)))
                .map(rows -> isNeeded(rows.iterator().next()));
    }

    private boolean isNeeded(Row row) {
        var waiting = row.getLong("waiting");
        status.waiting(Math.max(0, waiting));
        return waiting >= 0
                || row.getLong("numbered") != published
                || status.whyHalted().isPresent();
    }

    /** What comes in meanwhile waits for the next call, so that a busy hub does not sign a few entries at a time. */
    private Uni<Void> rounds() {
        return Uni.createFrom()
                .deferred(this::round)
                .repeat()
                .whilst(more -> more)
                .onItem()
                .ignoreAsUni()
                .chain(this::lastRound);
    }

    /** One transaction: publishes and numbers. Says whether there is more to do at once. */
    Uni<Boolean> round() {
        return locked(connection ->
                published(connection).chain(state -> state.isComplete() ? number(connection, state) : state.goesOn()));
    }

    /** Publishes what was numbered last. */
    private Uni<Void> lastRound() {
        return locked(connection -> published(connection).map(Published::isBehind))
                .replaceWithVoid();
    }

    private Uni<Boolean> locked(Function<SqlConnection, Uni<Boolean>> work) {
        return pool.withTransaction(
                connection -> tryLock(connection).chain(held -> held ? work.apply(connection) : nothingMore()));
    }

    /** The lock ends with the transaction, so that no process can keep it by dying. */
    static Uni<Boolean> tryLock(SqlConnection connection) {
        return connection
                .preparedQuery("select pg_try_advisory_xact_lock($1) as held")
                .execute(Tuple.of(LOCK))
                .map(rows -> rows.iterator().next().getBoolean("held"));
    }

    /** Waits for the lock. */
    static Uni<Void> lock(SqlConnection connection) {
        return connection
                .preparedQuery("select pg_advisory_xact_lock($1)")
                .execute(Tuple.of(LOCK))
                .replaceWithVoid();
    }

    private Uni<Published> published(SqlConnection connection) {
        return LogRows.numbered(connection)
                .chain(numbered -> publish(connection, numbered).map(signed -> new Published(numbered, signed)));
    }

    /** A batch that is full says that there is more. */
    private Uni<Boolean> number(SqlConnection connection, Published state) {
        return numbering.number(connection, state.numbered()).map(count -> count == batch);
    }

    /**
     * How far a round has come.
     *
     * @param numbered how many leaves have an index
     * @param signed what is signed; empty when the log is halted
     */
    private record Published(long numbered, Optional<Checkpoint> signed) {

        boolean isComplete() {
            return signed.isPresent() && !isBehind();
        }

        boolean isBehind() {
            return signed.isPresent() && signed.get().size() < numbered;
        }

        Uni<Boolean> goesOn() {
            return Uni.createFrom().item(isBehind());
        }
    }

    private Uni<Optional<Checkpoint>> publish(SqlConnection connection, long numbered) {
        return worker.run(() -> guard.checked(() -> writer.signed(numbered)))
                .chain(signed -> signed.isEmpty() ? halted() : extend(connection, signed.get()))
                .invoke(signed -> signed.ifPresent(this::remember));
    }

    /** What was signed last of the last bundle is read again, too: it is compared with its hashes. */
    private Uni<Optional<Checkpoint>> extend(SqlConnection connection, Checkpoint signed) {
        var first = signed.size() / TilePath.FULL * TilePath.FULL;
        return LogRows.read(connection, first, batch + TilePath.FULL)
                .chain(rows -> worker.run(
                        () -> guard.checked(() -> writer.extend(signed, first, LogRows.texts(first, rows)))));
    }

    private void remember(Checkpoint signed) {
        published = signed.size();
        status.running(signed.size());
    }

    private static Uni<Boolean> nothingMore() {
        return Uni.createFrom().item(false);
    }

    private static Uni<Optional<Checkpoint>> halted() {
        return Uni.createFrom().item(Optional.empty());
    }
}
