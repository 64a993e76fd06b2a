package city.huitong.platform.outbox;

import city.huitong.platform.data.Notifications;
import city.huitong.platform.data.SqlTx;
import city.huitong.platform.data.UnitOfWork;
import city.huitong.platform.runtime.WorkInFlight;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Sends what transactions have appended to the outbox.
 *
 * <p>A round claims free lanes ({@code FOR UPDATE SKIP LOCKED}), reads their oldest events, sends them, waits for the broker
 * to acknowledge all, deletes them and commits. A relay that dies in between leaves the rows to the next one: an event may be
 * sent twice, never not at all. Any number of processes may relay side by side.
 */
@ApplicationScoped
public class OutboxRelay {

    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);

    private static final int EVENTS_PER_ROUND = 2_000;

    private static final String CLAIM = """
            select lane from outbox_lane
            where exists (select from outbox where outbox.lane = outbox_lane.lane)
            order by lane for update skip locked""";

    /** Rows carry one event or some hundreds, so they are counted by their events. */
    private static final String READ = """
            select lane, seq, topic, id, key, type, data, occurred_at, traceparent
            from (
              select *, sum(events) over (order by seq) - events as before
              from (select * from outbox where lane = any($1) order by seq limit $2) as oldest) as counted
            where before < $2
            order by seq""";

    /** By number, not "up to": a lower number may have been committed since the rows were read. */
    private static final String DELETE = "delete from outbox where lane = any($1) and seq = any($2)";

    private final UnitOfWork unitOfWork;
    private final EventSender sender;
    private final Notifications notifications;
    private final AtomicBoolean running = new AtomicBoolean();
    private final WorkInFlight inFlight;
    private volatile boolean asked;

    OutboxRelay(UnitOfWork unitOfWork, EventSender sender, Notifications notifications, WorkInFlight inFlight) {
        this.unitOfWork = unitOfWork;
        this.sender = sender;
        this.notifications = notifications;
        this.inFlight = inFlight;
    }

    void start(@Observes StartupEvent event) {
        notifications.listen(Outbox.CHANNEL, this::wake);
    }

    /** For what came while nobody listened, and after a round that failed. */
    @Scheduled(every = "1s")
    void lookAgain() {
        wake();
    }

    private void wake() {
        asked = true;
        if (!inFlight.isStopping() && running.compareAndSet(false, true)) {
            asked = false;
            round().subscribe().with(this::finished, this::failed);
        }
    }

    private void finished(int sent) {
        running.set(false);
        if (sent > 0 || asked) {
            wake();
        }
    }

    private void failed(Throwable failure) {
        running.set(false);
        if (inFlight.isStopping()) {
            return;
        }
        LOG.warnf("the outbox could not be relayed, it will be tried again: %s", failure.toString());
    }

    private Uni<Integer> round() {
        return unitOfWork.onRows(this::claimAndSend);
    }

    private Uni<Integer> claimAndSend(SqlTx tx) {
        return tx.connection()
                .preparedQuery(CLAIM)
                .execute()
                .map(OutboxRelay::lanes)
                .chain(lanes -> send(tx, lanes));
    }

    private Uni<Integer> send(SqlTx tx, Short[] lanes) {
        if (lanes.length == 0) {
            return Uni.createFrom().item(0);
        }
        return tx.connection()
                .preparedQuery(READ)
                .execute(Tuple.of(lanes, EVENTS_PER_ROUND))
                .chain(rows -> send(tx, lanes, rows));
    }

    private Uni<Integer> send(SqlTx tx, Short[] lanes, RowSet<Row> rows) {
        var entries = rows.stream().flatMap(OutboxRelay::entries).toList();
        return sender.send(entries).chain(() -> delete(tx, lanes, rows)).replaceWith(entries.size());
    }

    private static Uni<?> delete(SqlTx tx, Short[] lanes, RowSet<Row> rows) {
        var numbers = rows.stream().map(row -> row.getLong("seq")).toArray(Long[]::new);
        return tx.connection().preparedQuery(DELETE).execute(Tuple.of(lanes, numbers));
    }

    private static Short[] lanes(RowSet<Row> rows) {
        return rows.stream().map(row -> row.getShort("lane")).toArray(Short[]::new);
    }

    private static Stream<OutboxEntry> entries(Row row) {
        var ids = row.getArrayOfUUIDs("id");
        var keys = row.getArrayOfStrings("key");
        var types = row.getArrayOfStrings("type");
        var data = row.getArrayOfStrings("data");
        var topic = row.getString("topic");
        var occurredAt = row.getOffsetDateTime("occurred_at").toInstant();
        var traceparent = row.getString("traceparent");
        return IntStream.range(0, ids.length)
                .mapToObj(i -> new OutboxEntry(
                        ids[i], new OutboxEvent(topic, keys[i], types[i], data[i]), occurredAt, traceparent));
    }
}
