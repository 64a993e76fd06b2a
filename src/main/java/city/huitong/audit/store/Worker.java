package city.huitong.audit.store;

import static city.huitong.audit.AuditProblem.LOG_NOT_READABLE;

import city.huitong.audit.NotVerified;
import city.huitong.platform.problem.PlatformProblem;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/** Reads and writes files and hashes on worker threads, so that no event loop waits for a disk. */
@ApplicationScoped
class Worker {

    private static final Logger LOG = Logger.getLogger(Worker.class);

    /** More readers than this wait long enough to be told so. */
    private static final int MAX_READERS = 64;

    private final Vertx vertx;
    private final AtomicInteger readers = new AtomicInteger();

    Worker(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Does the hub's own work. */
    <T> Uni<T> run(Callable<T> work) {
        return vertx.executeBlocking(work, false);
    }

    /** Does a request's work; fails with {@code overloaded} when too many are at it and {@code log-not-readable} on bad disks. */
    <T> Uni<T> read(Callable<T> work) {
        return Uni.createFrom().deferred(() -> admitted(work));
    }

    private <T> Uni<T> admitted(Callable<T> work) {
        if (readers.incrementAndGet() > MAX_READERS) {
            readers.decrementAndGet();
            return Uni.createFrom().failure(PlatformProblem.OVERLOADED.because("too many proofs are being made"));
        }
        return run(work)
                .onTermination()
                .invoke(readers::decrementAndGet)
                .onFailure(failure -> failure instanceof IOException || failure instanceof NotVerified)
                .transform(Worker::notReadable);
    }

    private static Throwable notReadable(Throwable failure) {
        LOG.warnf("the files of the audit log cannot be read: %s", failure.toString());
        return LOG_NOT_READABLE.because("its files are not where they should be");
    }
}
