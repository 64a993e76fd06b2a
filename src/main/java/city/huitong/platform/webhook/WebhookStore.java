package city.huitong.platform.webhook;

import city.huitong.platform.data.Page;
import city.huitong.platform.data.PageRequest;
import city.huitong.platform.data.SqlTx;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Webhooks and their deliveries as rows. */
@ApplicationScoped
class WebhookStore {

    static final String CHANNEL = "huitong_webhooks";

    private static final String REGISTER = """
            insert into webhook (client, topic, url, state, registered_at) values ($1, $2, $3, 'ACTIVE', $4)
            on conflict (client, topic) do update set url = excluded.url, state = 'ACTIVE',
              registered_at = excluded.registered_at, failing_since = null, failures = 0, retry_at = null
            returning *""";

    private static final String APPEND = """
            with appended as (
              insert into webhook_delivery (id, client, topic, about, type, body)
              select $1, client, topic, $4, $5, $6 from webhook where client = $2 and topic = $3 and state = 'ACTIVE'
              returning 1)
            select pg_notify('huitong_webhooks', '') from appended""";

    private static final String WAITING_ABOUT = """
            select * from webhook_delivery
            where client = $1 and topic = $2 and about = $3 and state = 'WAITING' order by seq limit 1""";

    /**
     * The oldest waiting message about each thing, as many of a recipient as it may have at once; recipients with fewest under way
     * first, so that slow ones do not take all places.
     */
    private static final String CLAIM = """
            with next as (
              select first.seq from webhook
                cross join lateral (select count(*) as number from webhook_delivery as taken
                  where taken.client = webhook.client and taken.topic = webhook.topic and taken.state = 'WAITING'
                    and taken.taken_until > clock_timestamp()) as under_way
                cross join lateral (select seq, due_at from webhook_delivery as one
                  where one.client = webhook.client and one.topic = webhook.topic and one.state = 'WAITING'
                    and one.due_at <= clock_timestamp()
                    and (one.taken_until is null or one.taken_until <= clock_timestamp())
                    and not exists (select from webhook_delivery as before
                      where before.client = one.client and before.topic = one.topic and before.about = one.about
                        and before.state = 'WAITING' and before.seq < one.seq)
                  order by one.due_at, one.seq
                  limit greatest(0, case when webhook.failures = 0 then $2 else 1 end - under_way.number)) as first
              where webhook.state = 'ACTIVE' and (webhook.retry_at is null or webhook.retry_at <= clock_timestamp())
              order by under_way.number, first.due_at
              limit $1),
            locked as (
              select delivery.seq from webhook_delivery as delivery join next on next.seq = delivery.seq
              where delivery.state = 'WAITING' and (delivery.taken_until is null or delivery.taken_until <= clock_timestamp())
              for update of delivery skip locked)
            update webhook_delivery as delivery
            set taken_until = clock_timestamp() + make_interval(secs => $3), attempts = attempts + 1, attempted_at = clock_timestamp()
            from locked, webhook
            where delivery.seq = locked.seq and webhook.client = delivery.client and webhook.topic = delivery.topic
            returning delivery.*, webhook.url, webhook.failures""";

    private static final String DELIVERED = """
            update webhook_delivery set state = 'DELIVERED', taken_until = null, outcome = $2, status = $3,
              ended_at = clock_timestamp()
            where seq = $1 and state = 'WAITING'""";

    /** Once a minute when all is well: one row for all deliveries of a recipient would be where they queue. */
    private static final String WORKS = """
            update webhook set failures = 0, failing_since = null, retry_at = null, last_delivered_at = clock_timestamp()
            where client = $1 and topic = $2
              and (failures > 0 or last_delivered_at is null or last_delivered_at < clock_timestamp() - interval '1 minute')""";

    private static final String FAILED = """
            update webhook_delivery set taken_until = null, outcome = $2, status = $3,
              due_at = clock_timestamp() + make_interval(secs => $4),
              state = case when created_at + make_interval(secs => $5) < clock_timestamp() then 'GIVEN_UP' else state end,
              ended_at = case when created_at + make_interval(secs => $5) < clock_timestamp() then clock_timestamp() end
            where seq = $1 and state = 'WAITING'""";

    /** Only where it still is the address that has failed. */
    private static final String FAILS = """
            update webhook set failures = failures + 1, failing_since = coalesce(failing_since, clock_timestamp()),
              retry_at = clock_timestamp() + make_interval(secs => $4),
              state = case when $5 or failing_since + make_interval(secs => $6) < clock_timestamp() then 'DISABLED' else state end
            where client = $1 and topic = $2 and url = $3
            returning state""";

    private static final String GIVE_UP = """
            update webhook_delivery set state = 'GIVEN_UP', taken_until = null, ended_at = clock_timestamp()
            where client = $1 and topic = $2 and state = 'WAITING'""";

    private static final String FORGET = """
            delete from webhook_delivery where seq in (
              select seq from webhook_delivery where state <> 'WAITING' and ended_at < clock_timestamp() - make_interval(secs => $1) limit 10000)""";

    private static final String LIST =
            "select * from webhook_delivery where client = $1 and topic = $2 and seq < $3 order by seq desc limit $4";

    Uni<Webhook> register(SqlTx tx, String client, String topic, String url, Instant at) {
        return rows(tx, REGISTER, Tuple.of(client, topic, url, at.atOffset(ZoneOffset.UTC)))
                .map(rows -> webhook(rows.iterator().next()));
    }

    Uni<Optional<Webhook>> find(SqlTx tx, String client, String topic) {
        return rows(tx, "select * from webhook where client = $1 and topic = $2", Tuple.of(client, topic))
                .map(rows -> rows.stream().findFirst().map(WebhookStore::webhook));
    }

    /** Whether there was one. */
    Uni<Boolean> remove(SqlTx tx, String client, String topic) {
        return rows(tx, "delete from webhook where client = $1 and topic = $2", Tuple.of(client, topic))
                .map(rows -> rows.rowCount() > 0);
    }

    /** Appends the message if its recipient has a webhook for it. */
    Uni<Void> append(SqlTx tx, UUID id, WebhookMessage message) {
        var columns = Tuple.of(id, message.client(), message.topic(), message.about(), message.type(), message.body());
        return rows(tx, APPEND, columns).replaceWithVoid();
    }

    Uni<Optional<WebhookDelivery>> waiting(SqlTx tx, String client, String topic, String about) {
        return rows(tx, WAITING_ABOUT, Tuple.of(client, topic, about))
                .map(rows -> rows.stream().findFirst().map(WebhookStore::delivery));
    }

    Uni<List<Claimed>> claim(SqlTx tx, int atMost, int ofEach, Duration time) {
        return rows(tx, CLAIM, Tuple.of(atMost, ofEach, seconds(time)))
                .map(rows -> rows.stream().map(WebhookStore::claimed).toList());
    }

    Uni<Void> delivered(SqlTx tx, Claimed delivery, Attempt attempt) {
        return rows(tx, WORKS, Tuple.of(delivery.client(), delivery.topic()))
                .chain(() -> rows(
                        tx,
                        DELIVERED,
                        Tuple.of(delivery.seq(), attempt.outcome().name(), status(attempt))))
                .replaceWithVoid();
    }

    Uni<Void> failed(SqlTx tx, Claimed delivery, Attempt attempt, Duration pause, Duration giveUpAfter) {
        var columns = Tuple.of(
                delivery.seq(), attempt.outcome().name(), status(attempt), seconds(pause), seconds(giveUpAfter));
        return rows(tx, FAILED, columns).replaceWithVoid();
    }

    /** Whether the recipient is disabled now. */
    Uni<Boolean> fails(SqlTx tx, Claimed delivery, boolean isGone, Duration pause, Duration disableAfter) {
        var columns = Tuple.of(
                delivery.client(), delivery.topic(), delivery.url(), seconds(pause), isGone, seconds(disableAfter));
        return rows(tx, FAILS, columns)
                .map(rows ->
                        rows.stream().anyMatch(row -> row.getString("state").equals("DISABLED")));
    }

    Uni<Void> giveUp(SqlTx tx, Claimed delivery) {
        return rows(tx, GIVE_UP, Tuple.of(delivery.client(), delivery.topic())).replaceWithVoid();
    }

    Uni<Void> forget(SqlTx tx, Duration keep) {
        return rows(tx, FORGET, Tuple.of(seconds(keep))).replaceWithVoid();
    }

    Uni<Page<WebhookDelivery>> list(SqlTx tx, String client, String topic, PageRequest page) {
        var before = page.after(Long::valueOf, Long.MAX_VALUE);
        return rows(tx, LIST, Tuple.of(client, topic, before, page.limit() + 1))
                .map(rows -> rows.stream().map(Listed::of).toList())
                .map(rows -> Page.of(page, rows, listed -> Long.toString(listed.seq)))
                .map(found -> found.map(Listed::delivery));
    }

    private record Listed(long seq, WebhookDelivery delivery) {
        static Listed of(Row row) {
            return new Listed(row.getLong("seq"), WebhookStore.delivery(row));
        }
    }

    private static Uni<RowSet<Row>> rows(SqlTx tx, String sql, Tuple parameters) {
        return tx.connection().preparedQuery(sql).execute(parameters);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static @Nullable Integer status(Attempt attempt) {
        return attempt.status().isPresent() ? attempt.status().getAsInt() : null;
    }

    private static Claimed claimed(Row row) {
        return new Claimed(
                row.getLong("seq"),
                row.getUUID("id"),
                row.getString("client"),
                row.getString("topic"),
                row.getString("url"),
                row.getString("body"),
                row.getInteger("attempts"),
                row.getInteger("failures"),
                row.getOffsetDateTime("created_at").toInstant());
    }

    private static Webhook webhook(Row row) {
        return new Webhook(
                row.getString("url"),
                row.getString("state"),
                row.getOffsetDateTime("registered_at").toInstant(),
                instant(row, "last_delivered_at"),
                instant(row, "failing_since"));
    }

    private static WebhookDelivery delivery(Row row) {
        var state = row.getString("state");
        return new WebhookDelivery(
                row.getUUID("id"),
                row.getString("type"),
                row.getString("about"),
                state,
                row.getInteger("attempts"),
                Optional.ofNullable(row.getString("outcome")),
                Optional.ofNullable(row.getInteger("status")),
                row.getOffsetDateTime("created_at").toInstant(),
                instant(row, "attempted_at"),
                state.equals("WAITING") ? instant(row, "due_at") : Optional.empty());
    }

    private static Optional<Instant> instant(Row row, String column) {
        return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
    }
}
