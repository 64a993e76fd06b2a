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

    /** Events come in the order of the rows; a row is said by the numbers of its first and its last one. */
    private static final String APPEND = """
            with appended as (
              insert into outbox (lane, topic, id, key, type, data, events, traceparent)
              select lane, topic, ($4::uuid[])[first:last], ($5::text[])[first:last], ($6::text[])[first:last],
                ($7::text[])[first:last], last - first + 1, $8::text
              from unnest($1::smallint[], $2::text[], $3::int[], $9::int[]) as row (lane, topic, first, last)
              returning 1)
            select pg_notify('huitong_outbox', '') from (select count(*) from appended) all_of_them
            """;

    private static final String APPEND_ONE = """
            insert into outbox (lane, id, topic, key, type, data, events, traceparent)
            values (?1, array[cast(?2 as uuid)], ?3, array[cast(?4 as text)], array[cast(?5 as text)],
              array[cast(?6 as text)], 1, cast(?7 as text))
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
        var rows = OutboxRows.of(events);
        var sorted = rows.events();
        var parameters = Tuple.of(rows.lanes(), rows.topics(), rows.firsts())
                .addValue(sorted.stream().map(_ -> identifiers.next()).toArray(UUID[]::new))
                .addValue(sorted.stream().map(OutboxEvent::key).toArray(String[]::new))
                .addValue(sorted.stream().map(OutboxEvent::type).toArray(String[]::new))
                .addValue(sorted.stream().map(OutboxEvent::data).toArray(String[]::new))
                .addString(traces.current())
                .addValue(rows.lasts());
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

    static short lane(OutboxEvent event) {
        return (short) Math.floorMod(event.key().hashCode(), LANES);
    }
}
