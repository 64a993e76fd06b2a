package city.huitong.platform.runtime;

import static city.huitong.platform.problem.PlatformProblem.STOPPING;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Counts work in flight. A hub that stops lets it end, for some seconds, before its connections are closed, and takes up none
 * that is new: what is not taken up is neither acknowledged nor answered as done, so another process or the next start has it.
 *
 * <p>The HTTP server has drained its requests by then. This is for what no request waits for.
 */
@ApplicationScoped
public class WorkInFlight {

    private static final Logger LOG = Logger.getLogger(WorkInFlight.class);

    /** A thousand subjects are matched in one of them; together with the requests' ten it must fit into the usual thirty. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final AtomicInteger pieces = new AtomicInteger();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile boolean stopping;

    /** Does the work while a stop waits for it. Fails with {@code stopping} where it comes too late. */
    public <T> Uni<T> count(Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> begin() ? counted(work) : refused());
    }

    /** The same for work that comes again by itself: what a stop cuts short is no failure. */
    public Uni<Void> onSchedule(Supplier<Uni<Void>> work) {
        return count(work).onFailure(_ -> stopping).recoverWithNull();
    }

    /** Whether the hub is about to end; what fails from here on need not be told. */
    public boolean isStopping() {
        return stopping;
    }

    /** Before everything else that ends with the hub. */
    void stop(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) ShutdownEvent event) {
        stopping = true;
        if (pieces.get() > 0) {
            ended.completeOnTimeout(null, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        }
        if (pieces.get() > 0) {
            LOG.warnf("stopped in the middle of %d pieces of work, they will be done again", pieces.get());
        }
    }

    /** Counted first, asked afterwards: what a stop did not see has seen the stop. */
    private boolean begin() {
        pieces.incrementAndGet();
        var tooLate = stopping;
        if (tooLate) {
            end();
        }
        return !tooLate;
    }

    private void end() {
        if (pieces.decrementAndGet() == 0 && stopping) {
            ended.complete(null);
        }
    }

    private <T> Uni<T> counted(Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(work::get).onTermination().invoke(this::end);
    }

    private static <T> Uni<T> refused() {
        return Uni.createFrom().failure(STOPPING.because("send it again in a moment"));
    }
}
