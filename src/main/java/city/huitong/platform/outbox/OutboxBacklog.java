package city.huitong.platform.outbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Shows in the metrics what waits in the outbox, and for how long. No value while the database cannot be asked. */
@ApplicationScoped
public class OutboxBacklog {

    /** The oldest of a lane is its first, so no more than one row a lane is read for the age. */
    private static final String BACKLOG = """
            select (select coalesce(sum(events), 0) from outbox) as events,
              (select coalesce(extract(epoch from clock_timestamp() - min(first.occurred_at)), 0)::float8
               from outbox_lane cross join lateral
                 (select occurred_at from outbox where outbox.lane = outbox_lane.lane order by seq limit 1) as first)
                 as age""";

    private final Pool pool;
    private volatile double events = Double.NaN;
    private volatile double ageSeconds = Double.NaN;

    OutboxBacklog(Pool pool, MeterRegistry metrics) {
        this.pool = pool;
        Gauge.builder("huitong.outbox.waiting", () -> events)
                .description("Events that wait to be sent to Kafka")
                .register(metrics);
        Gauge.builder("huitong.outbox.oldest.age", () -> ageSeconds)
                .description("How long the oldest waiting event has waited")
                .baseUnit("seconds")
                .register(metrics);
    }

    /** How long the oldest waiting event had waited when it was last looked; for ever, while that is not known. */
    public Duration age() {
        var seconds = ageSeconds;
        return Double.isNaN(seconds) ? ChronoUnit.FOREVER.getDuration() : Duration.ofMillis((long) (seconds * 1_000));
    }

    @Scheduled(every = "10s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> look() {
        return pool.query(BACKLOG)
                .execute()
                .map(rows -> rows.iterator().next())
                .invoke(this::show)
                .replaceWithVoid()
                .onFailure()
                .recoverWithItem(this::showNothing);
    }

    private void show(Row row) {
        events = row.getLong("events");
        ageSeconds = row.getDouble("age");
    }

    private @Nullable Void showNothing() {
        events = Double.NaN;
        ageSeconds = Double.NaN;
        return null;
    }
}
