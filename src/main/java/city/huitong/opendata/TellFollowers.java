package city.huitong.opendata;

import city.huitong.ingest.DatasetVersions;
import city.huitong.platform.data.Notifications;
import city.huitong.platform.data.SqlTx;
import city.huitong.platform.data.UnitOfWork;
import city.huitong.platform.runtime.WorkInFlight;
import city.huitong.platform.webhook.Webhooks;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Appends messages to webhooks for versions that were published. How far each follower has been told stands in a row and moves with the
 * message, so a process that is killed loses nothing and says nothing twice. Versions that come close together, or while a follower takes
 * nothing, become one message: of the newest.
 */
@ApplicationScoped
class TellFollowers {

    private static final int AT_ONCE = 500;

    private final UnitOfWork unitOfWork;
    private final WebhookFollowers followers;
    private final Webhooks webhooks;
    private final OpenDatasets datasets;
    private final DcatAddresses addresses;
    private final Notifications notifications;
    private final WorkInFlight inFlight;
    private final Duration pause;
    private final AtomicBoolean telling = new AtomicBoolean();

    TellFollowers(
            UnitOfWork unitOfWork,
            WebhookFollowers followers,
            Webhooks webhooks,
            OpenDatasets datasets,
            DcatAddresses addresses,
            Notifications notifications,
            WorkInFlight inFlight,
            @ConfigProperty(name = "huitong.open-data.webhook-pause", defaultValue = "5s") Duration pause) {
        this.unitOfWork = unitOfWork;
        this.followers = followers;
        this.webhooks = webhooks;
        this.datasets = datasets;
        this.addresses = addresses;
        this.notifications = notifications;
        this.inFlight = inFlight;
        this.pause = pause;
    }

    void start(@Observes StartupEvent event) {
        notifications.follow(DatasetVersions.CHANNEL, this::tell);
    }

    /** Also those who could not be told when there was something new. */
    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> look() {
        return inFlight.onSchedule(this::tell);
    }

    private Uni<Void> tell() {
        return telling.compareAndSet(false, true)
                ? datasets.known().chain(this::tellOf).onTermination().invoke(() -> telling.set(false))
                : Uni.createFrom().voidItem();
    }

    private Uni<Void> tellOf(List<OpenDataset> open) {
        var byId =
                open.stream().collect(Collectors.toMap(dataset -> dataset.id().value(), Function.identity()));
        return unitOfWork.onRows(
                tx -> followers.behind(tx, byId.keySet(), pause, AT_ONCE).chain(behind -> tellAll(tx, behind, byId)));
    }

    private Uni<Void> tellAll(SqlTx tx, List<NewVersion> behind, Map<String, OpenDataset> byId) {
        return Multi.createFrom()
                .iterable(behind)
                .onItem()
                .transformToUniAndConcatenate(version ->
                        tell(tx, version, byId.get(version.dataset().value()).isAboutPeople()))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> tell(SqlTx tx, NewVersion version, boolean isAboutPeople) {
        return webhooks.append(tx, version.message(addresses.dataset(version.dataset()), isAboutPeople))
                .chain(() -> followers.told(tx, version));
    }
}
