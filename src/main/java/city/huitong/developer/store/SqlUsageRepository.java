package city.huitong.developer.store;

import city.huitong.developer.Usage;
import city.huitong.developer.UsageRepository;
import city.huitong.platform.data.UnitOfWork;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.ToLongFunction;

/** Usage as rows of hours. Two processes add to the same row; they come to rows in one order, so that neither waits for the other forever. */
@ApplicationScoped
class SqlUsageRepository implements UsageRepository {

    private static final String ADD = """
            insert into client_usage as u
              (client, hour, requests, units, limited, client_errors, server_errors, rest, graphql, export)
            select g.* from unnest($1::uuid[], $2::timestamptz[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[],
                $7::bigint[], $8::bigint[], $9::bigint[], $10::bigint[])
              as g (client, hour, requests, units, limited, client_errors, server_errors, rest, graphql, export)
            where exists (select from client where client.id = g.client)
            order by g.client, g.hour
            on conflict (client, hour) do update set requests = u.requests + excluded.requests,
              units = u.units + excluded.units, limited = u.limited + excluded.limited,
              client_errors = u.client_errors + excluded.client_errors,
              server_errors = u.server_errors + excluded.server_errors, rest = u.rest + excluded.rest,
              graphql = u.graphql + excluded.graphql, export = u.export + excluded.export""";

    /** Once a day for each key: rows that would not change are not written. */
    private static final String USED = """
            update client_key as key set last_used = used.day
            from unnest($1::uuid[], $2::date[]) as used (id, day)
            where key.id = used.id and (key.last_used is null or key.last_used < used.day)""";

    private static final String HOURS =
            "select hour as at, * from client_usage where client = $1 and hour >= $2 and hour < $3 order by hour";

    private static final String DAYS = """
            select date_trunc('day', hour, $4) as at, sum(requests)::bigint as requests, sum(units)::bigint as units,
              sum(limited)::bigint as limited, sum(client_errors)::bigint as client_errors,
              sum(server_errors)::bigint as server_errors, sum(rest)::bigint as rest, sum(graphql)::bigint as graphql,
              sum(export)::bigint as export
            from client_usage where client = $1 and hour >= $2 and hour < $3 group by 1 order by 1""";

    private static final String FORGET = "delete from client_usage where hour < $1";

    private static final String FORGET_KEYS = "delete from client_key where ends_at < $1";

    private final Pool pool;
    private final UnitOfWork unitOfWork;

    SqlUsageRepository(Pool pool, UnitOfWork unitOfWork) {
        this.pool = pool;
        this.unitOfWork = unitOfWork;
    }

    @Override
    public Uni<Void> add(Map<Slot, Usage> counted, Map<UUID, LocalDate> keys) {
        var slots = List.copyOf(counted.entrySet());
        var columns = Tuple.tuple()
                .addArrayOfUUID(
                        slots.stream().map(each -> each.getKey().client()).toArray(UUID[]::new))
                .addArrayOfOffsetDateTime(
                        slots.stream().map(each -> utc(each.getKey().hour())).toArray(OffsetDateTime[]::new));
        List.<ToLongFunction<Usage>>of(
                        Usage::requests,
                        Usage::units,
                        Usage::limited,
                        Usage::clientErrors,
                        Usage::serverErrors,
                        Usage::rest,
                        Usage::graphql,
                        Usage::export)
                .forEach(number -> columns.addArrayOfLong(slots.stream()
                        .map(each -> number.applyAsLong(each.getValue()))
                        .toArray(Long[]::new)));
        return pool.withTransaction(connection -> connection
                .preparedQuery(ADD)
                .execute(columns)
                .chain(() -> connection.preparedQuery(USED).execute(used(keys)))
                .replaceWithVoid());
    }

    @Override
    public Uni<List<Point>> hours(UUID client, Instant from, Instant until) {
        return points(HOURS, Tuple.of(client, utc(from), utc(until)));
    }

    @Override
    public Uni<List<Point>> days(UUID client, Instant from, Instant until, ZoneId zone) {
        return points(DAYS, Tuple.of(client, utc(from), utc(until), zone.getId()));
    }

    @Override
    public Uni<Void> forget(Instant before) {
        return unitOfWork.onRows(tx -> tx.connection()
                .preparedQuery(FORGET)
                .execute(Tuple.of(utc(before)))
                .chain(() -> tx.connection().preparedQuery(FORGET_KEYS).execute(Tuple.of(utc(before))))
                .replaceWithVoid());
    }

    private Uni<List<Point>> points(String statement, Tuple columns) {
        return pool.preparedQuery(statement)
                .execute(columns)
                .map(rows -> rows.stream().map(SqlUsageRepository::point).toList());
    }

    private static Tuple used(Map<UUID, LocalDate> keys) {
        var each = List.copyOf(keys.entrySet());
        return Tuple.tuple()
                .addArrayOfUUID(each.stream().map(Map.Entry::getKey).toArray(UUID[]::new))
                .addArrayOfLocalDate(each.stream().map(Map.Entry::getValue).toArray(LocalDate[]::new));
    }

    private static Point point(Row row) {
        var usage = new Usage(
                row.getLong("requests"),
                row.getLong("units"),
                row.getLong("limited"),
                row.getLong("client_errors"),
                row.getLong("server_errors"),
                row.getLong("rest"),
                row.getLong("graphql"),
                row.getLong("export"));
        return new Point(row.getOffsetDateTime("at").toInstant(), usage);
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
