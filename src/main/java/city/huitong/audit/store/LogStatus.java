package city.huitong.audit.store;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/** How the log is, for metrics and health. */
@ApplicationScoped
class LogStatus {

    private static final Logger LOG = Logger.getLogger(LogStatus.class);

    private final AtomicReference<String> halted = new AtomicReference<>("");
    private final AtomicLong size = new AtomicLong();
    private final AtomicLong waitingSeconds = new AtomicLong();
    private final AtomicLong patrolled = new AtomicLong();

    LogStatus(MeterRegistry metrics) {
        metrics.gauge("huitong.audit.halted", halted, why -> why.get().isEmpty() ? 0 : 1);
        metrics.gauge("huitong.audit.size", size);
        metrics.gauge("huitong.audit.waiting.seconds", waitingSeconds);
        metrics.gauge("huitong.audit.patrolled", patrolled);
    }

    /** The log does not fit together. Said once, until it is repaired. */
    void halted(String why) {
        if (halted.getAndSet(why).isEmpty()) {
            LOG.errorf("the audit log is halted and signs nothing until an operator recovers it: %s", why);
        }
    }

    void running(long signed) {
        halted.set("");
        size.set(signed);
    }

    /** How long the oldest entry has been waiting for its index. */
    void waiting(long seconds) {
        waitingSeconds.set(seconds);
    }

    /** Up to which leaf the patrol has come. */
    void patrolled(long leaves) {
        patrolled.set(leaves);
    }

    Optional<String> whyHalted() {
        return Optional.of(halted.get()).filter(why -> !why.isEmpty());
    }

    /** The number of leaves that are signed. */
    long size() {
        return size.get();
    }
}
