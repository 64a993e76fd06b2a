package city.huitong.audit.store;

import city.huitong.audit.AuditConfig;
import city.huitong.platform.runtime.Background;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;

/** Keeps the sequencer and the patrol going for as long as the hub runs. */
@ApplicationScoped
class LogLoop {

    private final Background background;
    private final LogSequencer sequencer;
    private final LogPatrol patrol;
    private final Duration interval;
    private volatile boolean stopped;

    LogLoop(Background background, LogSequencer sequencer, LogPatrol patrol, AuditConfig config) {
        this.background = background;
        this.sequencer = sequencer;
        this.patrol = patrol;
        this.interval = config.interval();
    }

    /** The scheduler knows no fractions of a second, so the loop is our own. */
    void start(@Observes StartupEvent event) {
        background.start("writing the audit log", this::untilStopped);
    }

    /** Before the hub waits for work in flight, which this is until it has been told. */
    void stop(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE - 1) ShutdownEvent event) {
        stopped = true;
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> patrol() {
        return stopped ? Uni.createFrom().voidItem() : patrol.walk();
    }

    private Uni<Void> untilStopped() {
        // With an item: a repetition without any is never asked whether it is enough.
        return sequencer
                .work()
                .replaceWith(true)
                .repeat()
                .withDelay(interval)
                .until(_ -> stopped)
                .onItem()
                .ignoreAsUni();
    }
}
