package city.huitong.opendata;

import static city.huitong.opendata.OpenDataProblem.TOO_MANY_EXPORTS;
import static city.huitong.opendata.OpenDataProblem.TOO_MANY_OWN_EXPORTS;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Room for a few files that are being written, of which no caller has all. Whoever finds none waits a moment. */
@ApplicationScoped
class ExportRooms {

    private static final int MOST_WAITING = 16;
    private static final String SOON = "5";
    private static final String LATER = "30";

    private final Semaphore free;
    private final int mostOfOne;
    private final Duration patience;
    private final AtomicInteger waiting = new AtomicInteger();
    private final ConcurrentHashMap<String, Integer> taken = new ConcurrentHashMap<>();

    ExportRooms(
            @ConfigProperty(name = "huitong.open-data.exports", defaultValue = "4") int most,
            @ConfigProperty(name = "huitong.open-data.exports-of-one-caller", defaultValue = "2") int mostOfOne,
            @ConfigProperty(name = "huitong.open-data.export-patience", defaultValue = "5s") Duration patience) {
        this.free = new Semaphore(most, true);
        this.mostOfOne = mostOfOne;
        this.patience = patience;
    }

    /**
     * Takes one; refuses with {@code too-many-own-exports} or, after a while, with {@code too-many-exports}. Blocks, so it must not be
     * called on an event loop.
     */
    void take(String caller) {
        if (taken.merge(caller, 1, Integer::sum) > mostOfOne) {
            forget(caller);
            throw TOO_MANY_OWN_EXPORTS
                    .because("%d files at a time; take the next when one is whole".formatted(mostOfOne))
                    .withHeader("Retry-After", LATER);
        }
        if (!await()) {
            forget(caller);
            throw TOO_MANY_EXPORTS.because("try again in a moment").withHeader("Retry-After", SOON);
        }
    }

    void giveBack(String caller) {
        forget(caller);
        free.release();
    }

    private boolean await() {
        try {
            return waiting.incrementAndGet() <= MOST_WAITING
                    && free.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            waiting.decrementAndGet();
        }
    }

    private void forget(String caller) {
        taken.computeIfPresent(caller, (_, count) -> count == 1 ? null : count - 1);
    }
}
