package city.huitong.platform.outbox;

import city.huitong.platform.data.EntityTx;
import city.huitong.platform.data.SqlTx;
import city.huitong.platform.data.Tx;
import city.huitong.platform.runtime.Identifiers;
import city.huitong.platform.runtime.Traces;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/**
 * Appends events to the transaction at hand. The relay sends them once the transaction has committed.
 *
 * <p>Append after the row the event is about has been written: its lock makes the sequence numbers of one key follow the
 * commits.
 */
@ApplicationScoped
public class Outbox {

    /** Events are spread over lanes by key; one relay holds a lane at a time, so a key's events never overtake each other. */
    static final int LANES = 16;

    static final String CHANNEL = "huitong_outbox";

    private static final String APPEND = """
            with appended as (
              insert into outbox (lane, id, topic, key, type, data, traceparent)
              select *, $7::text from unnest($1::smallint[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[])
              returning 1)
            select pg_notify('huitong_outbox', '') from (select count(*) from appended) all_of_them
            """;

    private static final String APPEND_ONE = """
            insert into outbox (lane, id, topic, key, type, data, traceparent)
            values (?1, ?2, ?3, ?4, ?5, ?6, cast(?7 as text))
            """;

    private final Identifiers identifiers;
    private final Traces traces;

    Outbox(Identifiers identifiers, Traces traces) {
        this.identifiers = identifiers;
        this.traces = traces;
    }

    /** Appends the events in this order. */
    public Uni<Void> append(Tx tx, List<OutboxEvent> events) {
        if (events.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return switch (tx) {
            case SqlTx sql -> appendRows(sql, events);
            case EntityTx entities -> appendEach(entities, events);
        };
    }

    /** Appends one event. */
    public Uni<Void> append(Tx tx, OutboxEvent event) {
        return append(tx, List.of(event));
    }

    private Uni<Void> appendRows(SqlTx tx, List<OutboxEvent> events) {
        var parameters = Tuple.of(
                        events.stream().map(Outbox::lane).toArray(Short[]::new),
                        events.stream().map(_ -> identifiers.next()).toArray(UUID[]::new),
                        events.stream().map(OutboxEvent::topic).toArray(String[]::new),
                        events.stream().map(OutboxEvent::key).toArray(String[]::new),
                        events.stream().map(OutboxEvent::type).toArray(String[]::new),
                        events.stream().map(OutboxEvent::data).toArray(String[]::new))
                .addString(traces.current());
        return tx.connection().preparedQuery(APPEND).execute(parameters).replaceWithVoid();
    }

    /** The control plane appends one or two events at a time. */
    private Uni<Void> appendEach(EntityTx tx, List<OutboxEvent> events) {
        var all = Uni.createFrom().voidItem();
        for (var event : events) {
            all = all.chain(() -> appendOne(tx, event));
        }
        return all.chain(() -> tx.session()
                .createNativeQuery("select cast(pg_notify('" + CHANNEL + "', '') as text)")
                .getSingleResult()
                .replaceWithVoid());
    }

    private Uni<Void> appendOne(EntityTx tx, OutboxEvent event) {
        return tx.session()
                .createNativeQuery(APPEND_ONE)
                .setParameter(1, lane(event))
                .setParameter(2, identifiers.next())
                .setParameter(3, event.topic())
                .setParameter(4, event.key())
                .setParameter(5, event.type())
                .setParameter(6, event.data())
                .setParameter(7, traces.current())
                .executeUpdate()
                .replaceWithVoid();
    }

    private static Short lane(OutboxEvent event) {
        return (short) Math.floorMod(event.key().hashCode(), LANES);
    }
}
