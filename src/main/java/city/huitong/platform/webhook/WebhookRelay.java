package city.huitong.platform.webhook;

import city.huitong.platform.data.Notifications;
import city.huitong.platform.data.SqlTx;
import city.huitong.platform.data.UnitOfWork;
import city.huitong.platform.runtime.Background;
import city.huitong.platform.runtime.CityClock;
import city.huitong.platform.runtime.WorkInFlight;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.circuitbreaker.RetryPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Delivers what waits. A delivery is claimed for a time, made, and recorded; a process that dies in between leaves it to the others
 * when the time is over, so a recipient may get a message twice, never not at all. When the next attempt is due stands in the row.
 * What a recipient does not take holds up only what is about the same, and one that fails is asked less and less often.
 */
@ApplicationScoped
class WebhookRelay {

    private static final Logger LOG = Logger.getLogger(WebhookRelay.class);

    /** From the deadline of the attempt until its outcome is surely written, or never will be. */
    private static final Duration TO_RECORD = Duration.ofSeconds(20);

    /** From here on the pause is the longest one anyway; numbers beyond would overflow. */
    private static final int MOST_DOUBLINGS = 30;

    private final UnitOfWork unitOfWork;
    private final WebhookStore store;
    private final WebhookSender sender;
    private final Notifications notifications;
    private final Background background;
    private final WorkInFlight inFlight;
    private final CityClock clock;
    private final MeterRegistry metrics;
    private final WebhookConfig config;
    private final RetryPolicy pauses;
    private final AtomicBoolean claiming = new AtomicBoolean();
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile boolean asked;

    WebhookRelay(
            UnitOfWork unitOfWork,
            WebhookStore store,
            WebhookSender sender,
            Notifications notifications,
            Background background,
            WorkInFlight inFlight,
            CityClock clock,
            MeterRegistry metrics,
            WebhookConfig config) {
        this.unitOfWork = unitOfWork;
        this.store = store;
        this.sender = sender;
        this.notifications = notifications;
        this.background = background;
        this.inFlight = inFlight;
        this.clock = clock;
        this.metrics = metrics;
        this.config = config;
        this.pauses = RetryPolicy.exponentialDelayWithJitter(
                config.firstRetry().toMillis(), config.longestRetry().toMillis());
    }

    void start(@Observes StartupEvent event) {
        notifications.listen(WebhookStore.CHANNEL, this::wake);
    }

    /** For what has become due, and for what came while nobody listened. */
    @Scheduled(every = "1s")
    void lookAgain() {
        wake();
    }

    @Scheduled(every = "1h", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> forget() {
        return inFlight.onSchedule(() -> unitOfWork.onRows(tx -> store.forget(tx, config.keep())));
    }

    private void wake() {
        asked = true;
        if (!inFlight.isStopping() && claiming.compareAndSet(false, true)) {
            asked = false;
            claim().subscribe().with(this::claimed, this::notClaimed);
        }
    }

    private Uni<List<Claimed>> claim() {
        var free = config.atOnce() - underWay.get();
        return free <= 0
                ? Uni.createFrom().item(List.of())
                : unitOfWork.onRows(tx -> store.claim(
                        tx, free, config.atOnceToEach(), config.deadline().plus(TO_RECORD)));
    }

    private void claimed(List<Claimed> deliveries) {
        deliveries.forEach(this::begin);
        claiming.set(false);
        if (!deliveries.isEmpty() || asked) {
            wake();
        }
    }

    private void notClaimed(Throwable failure) {
        claiming.set(false);
        if (!inFlight.isStopping()) {
            LOG.warnf("webhooks could not be delivered, it will be tried again: %s", failure.toString());
        }
    }

    private void begin(Claimed delivery) {
        underWay.incrementAndGet();
        background.start("delivering a webhook", () -> deliver(delivery).eventually(this::ended));
    }

    private void ended() {
        underWay.decrementAndGet();
        wake();
    }

    private Uni<Void> deliver(Claimed delivery) {
        return sender.send(delivery)
                .invoke(attempt -> count(delivery, attempt))
                .chain(attempt -> unitOfWork.onRows(tx -> record(tx, delivery, attempt)));
    }

    /** The recipient's row first and then the delivery's, as a removal does it: the other way round the two would block each other. */
    private Uni<Void> record(SqlTx tx, Claimed delivery, Attempt attempt) {
        if (attempt.isDelivered()) {
            return store.delivered(tx, delivery, attempt);
        }
        return store.fails(tx, delivery, attempt.isGone(), pause(delivery.failures() + 1), config.giveUpAfter())
                .call(() -> store.failed(tx, delivery, attempt, pause(delivery.attempt()), config.giveUpAfter()))
                .chain(isDisabled -> isDisabled
                        ? store.giveUp(tx, delivery)
                        : Uni.createFrom().voidItem());
    }

    /** After so many attempts that did not succeed. */
    private Duration pause(int failures) {
        return Duration.ofMillis(pauses.delay(null, Math.min(failures - 1, MOST_DOUBLINGS)));
    }

    private void count(Claimed delivery, Attempt attempt) {
        var topic = kind(delivery.topic());
        metrics.counter(
                        "huitong.webhooks.attempts",
                        "topic",
                        topic,
                        "outcome",
                        attempt.outcome().name())
                .increment();
        if (attempt.isDelivered()) {
            metrics.timer("huitong.webhooks.lag", "topic", topic)
                    .record(Duration.between(delivery.createdAt(), clock.now()));
        }
    }

    /** {@code dataset} of {@code dataset:bus-stops}: there are as many series of a metric as there are labels. */
    private static String kind(String topic) {
        return topic.split(":", 2)[0];
    }
}
