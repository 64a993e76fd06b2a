package city.huitong.platform.runtime;

import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Does work that no request waits for, in an event-loop context of its own, so that it may use entities. */
@ApplicationScoped
public class Background {

    private static final Logger LOG = Logger.getLogger(Background.class);

    /** Together with all else that a stop waits for it must fit into the usual thirty seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Vertx vertx;
    private final WorkInFlight inFlight;

    Background(Vertx vertx, WorkInFlight inFlight) {
        this.vertx = vertx;
        this.inFlight = inFlight;
    }

    /**
     * Starts the work. A failure is logged, unless the hub stops: then the next start does it.
     *
     * @param what names the work in the log
     */
    public void start(String what, Supplier<Uni<Void>> work) {
        ownContext()
                .runOnContext(_ -> inFlight.onSchedule(work)
                        .subscribe()
                        .with(_ -> {}, failure -> LOG.errorf(failure, "%s did not succeed", what)));
    }

    /**
     * Does the last work while the hub stops, which waits for it some seconds. Only for who observes the stop before the connections
     * are closed.
     *
     * @param what names the work in the log
     */
    public void beforeStop(String what, Supplier<Uni<Void>> work) {
        var done = new CompletableFuture<@Nullable Void>();
        ownContext()
                .runOnContext(_ -> work.get().subscribe().with(done::complete, failure -> {
                    LOG.errorf(failure, "%s did not succeed", what);
                    done.complete(null);
                }));
        done.completeOnTimeout(null, PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
    }

    /**
     * Does work that several requests wait for in a context of none of them. In the context of the first, what the others do with
     * the answer would for a moment be done in their name, while a worker may already be going on with the first.
     */
    public <T> Uni<T> shared(Supplier<Uni<T>> work) {
        return Uni.createFrom()
                .emitter(waiting ->
                        ownContext().runOnContext(_ -> work.get().subscribe().with(waiting::complete, waiting::fail)));
    }

    private Context ownContext() {
        var context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
        VertxContextSafetyToggle.setContextSafe(context, true);
        return context;
    }

    /**
     * Completes in the context of whoever waits, instead of that of whoever completes it: two waiters must not go on in one
     * context, where they would share entities and traces.
     */
    public <T> Uni<T> apart(Uni<T> awaited) {
        return Uni.createFrom().deferred(() -> {
            var own = Vertx.currentContext();
            return own == null ? awaited : awaited.emitOn(task -> own.runOnContext(_ -> task.run()));
        });
    }
}
