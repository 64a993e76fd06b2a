package city.huitong.matching.store;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Shows in the metrics how many runs are not done yet. No value while the database cannot be asked. */
@ApplicationScoped
class OpenRuns {

    private static final String OPEN = "select count(*) as runs from matching_run where state = 'RUNNING'";

    private final Pool pool;
    private volatile double runs = Double.NaN;

    OpenRuns(Pool pool, MeterRegistry metrics) {
        this.pool = pool;
        Gauge.builder("huitong.matching.runs.open", () -> runs)
                .description("Runs that match everybody against a policy and are not done")
                .register(metrics);
    }

    @Scheduled(every = "10s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> look() {
        return pool.query(OPEN)
                .execute()
                .invoke(rows -> runs = rows.iterator().next().getLong("runs"))
                .replaceWithVoid()
                .onFailure()
                .recoverWithItem(this::showNothing);
    }

    private @Nullable Void showNothing() {
        runs = Double.NaN;
        return null;
    }
}
