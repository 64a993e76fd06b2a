package city.huitong.developer;

import city.huitong.developer.UsageRepository.Slot;
import city.huitong.platform.runtime.Background;
import city.huitong.platform.runtime.CityClock;
import city.huitong.platform.runtime.WorkInFlight;
import city.huitong.platform.security.KeyHolder;
import city.huitong.platform.security.Use;
import city.huitong.platform.security.UseCounter;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts what clients ask for, in this process for some seconds and then where all processes add it up. A process that dies loses what it
 * has not added yet; nobody is billed by it.
 */
@ApplicationScoped
public class CountUsage implements UseCounter {

    /** Within the seconds between two rounds; what is beyond is not counted. */
    private static final int MOST = 100_000;

    private final UsageRepository usage;
    private final CityClock clock;
    private final WorkInFlight inFlight;
    private final Background background;
    private final DeveloperConfig config;
    private final ConcurrentHashMap<Slot, Usage> counted = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<UUID, LocalDate> keys = new ConcurrentHashMap<>();

    CountUsage(
            UsageRepository usage,
            CityClock clock,
            WorkInFlight inFlight,
            Background background,
            DeveloperConfig config) {
        this.usage = usage;
        this.clock = clock;
        this.inFlight = inFlight;
        this.background = background;
        this.config = config;
    }

    @Override
    public void count(KeyHolder holder, Use use) {
        if (counted.size() < MOST && keys.size() < MOST) {
            var hour = clock.now().truncatedTo(ChronoUnit.HOURS);
            counted.merge(new Slot(holder.client(), hour), Usage.of(use), Usage::plus);
            keys.put(holder.key(), clock.today());
        }
    }

    @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> round() {
        return inFlight.onSchedule(this::add);
    }

    @Scheduled(every = "6h", delayed = "5m")
    Uni<Void> forget() {
        return inFlight.onSchedule(() -> usage.forget(clock.now().minus(config.usageKept())));
    }

    /** While the database is still there. */
    void stop(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE - 1) ShutdownEvent event) {
        background.beforeStop("adding up what clients have used", this::add);
    }

    private Uni<Void> add() {
        var taken = taken(counted);
        var used = taken(keys);
        return taken.isEmpty() && used.isEmpty()
                ? Uni.createFrom().voidItem()
                : usage.add(taken, used).onFailure().invoke(() -> putBack(taken, used));
    }

    private void putBack(Map<Slot, Usage> taken, Map<UUID, LocalDate> used) {
        taken.forEach((slot, each) -> counted.merge(slot, each, Usage::plus));
        used.forEach(keys::putIfAbsent);
    }

    /** One by one, so that what is counted meanwhile is in this round or the next, and in no other. */
    private static <K, V> Map<K, V> taken(ConcurrentHashMap<K, V> from) {
        var taken = new HashMap<K, V>();
        from.keySet().forEach(key -> {
            var value = from.remove(key);
            if (value != null) {
                taken.put(key, value);
            }
        });
        return taken;
    }
}
