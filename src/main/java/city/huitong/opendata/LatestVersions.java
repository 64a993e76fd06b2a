package city.huitong.opendata;

import city.huitong.catalog.DatasetId;
import city.huitong.ingest.DataVersion;
import city.huitong.ingest.DatasetVersions;
import city.huitong.platform.data.Notifications;
import city.huitong.platform.runtime.WorkInFlight;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The latest versions of the open datasets in memory, so that a client which asks whether there is anything new costs no statement. They
 * follow the stored ones within moments.
 */
@Singleton
public class LatestVersions {

    private final Notifications notifications;
    private final WorkInFlight inFlight;
    private final DatasetVersions versions;
    private final BroadcastProcessor<Map<String, DataVersion>> published = BroadcastProcessor.create();
    private volatile Map<String, DataVersion> latest = Map.of();

    LatestVersions(Notifications notifications, WorkInFlight inFlight, DatasetVersions versions) {
        this.notifications = notifications;
        this.inFlight = inFlight;
        this.versions = versions;
    }

    void start(@Observes StartupEvent event) {
        notifications.follow(DatasetVersions.CHANNEL, this::refresh);
    }

    @Scheduled(every = "30s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> look() {
        return inFlight.onSchedule(this::refresh);
    }

    /** The latest version this process knows of; empty where none is known. */
    public Optional<DataVersion> of(DatasetId dataset) {
        return Optional.ofNullable(latest.get(dataset.value()));
    }

    /**
     * The latest version of a dataset, now and whenever there is a new one. Whoever is slow misses those in between, never the last. Ends when
     * the hub stops.
     */
    public Multi<DataVersion> follow(DatasetId dataset) {
        return Multi.createBy()
                .merging()
                .streams(published, Multi.createFrom().item(() -> latest))
                .onOverflow()
                .dropPreviousItems()
                .onItem()
                .transformToMultiAndConcatenate(
                        heads -> Multi.createFrom().optional(Optional.ofNullable(heads.get(dataset.value()))))
                .skip()
                .repetitions();
    }

    void stop(@Observes ShutdownEvent event) {
        published.onComplete();
    }

    private Uni<Void> refresh() {
        return versions.heads().invoke(this::publish).replaceWithVoid();
    }

    /** One after the other, and never back: of two looks at once the older one may come last. */
    private synchronized void publish(Map<String, DataVersion> heads) {
        var newest = new HashMap<>(heads);
        latest.forEach((dataset, known) ->
                newest.merge(dataset, known, (one, other) -> one.number() > other.number() ? one : other));
        if (!newest.equals(latest)) {
            latest = Map.copyOf(newest);
            published.onNext(latest);
        }
    }
}
