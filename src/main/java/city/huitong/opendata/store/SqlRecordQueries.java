package city.huitong.opendata.store;

import static city.huitong.platform.problem.PlatformProblem.OVERLOADED;
import static city.huitong.platform.problem.PlatformProblem.QUERY_TOO_COSTLY;

import city.huitong.catalog.Field;
import city.huitong.catalog.FieldType;
import city.huitong.ingest.DataVersion;
import city.huitong.opendata.LatestVersions;
import city.huitong.opendata.Order;
import city.huitong.opendata.RecordQueries;
import city.huitong.opendata.RecordQuery;
import city.huitong.platform.runtime.CityClock;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Answers questions from the tables of records. */
@ApplicationScoped
class SqlRecordQueries implements RecordQueries {

    /** So many rows PostgreSQL reads in a moment, whatever is asked of them. */
    private static final long FEW_ROWS = 50_000;

    private static final String CANCELED = "57014";
    private static final String NUMBER_TOO_LARGE = "22003";

    private final PublicPool pool;
    private final CityClock clock;
    private final LatestVersions versions;
    private final double mostCost;

    /** @param mostCost in PostgreSQL's own unit, about the reading of one page of 8 kB */
    SqlRecordQueries(
            PublicPool pool,
            CityClock clock,
            LatestVersions versions,
            @ConfigProperty(name = "huitong.open-data.most-cost", defaultValue = "500000") double mostCost) {
        this.pool = pool;
        this.clock = clock;
        this.versions = versions;
        this.mostCost = mostCost;
    }

    @Override
    public Uni<Slice> latest(RecordQuery query, Optional<List<@Nullable Object>> after) {
        var statement = QuerySql.latest(query, clock.zone(), after);
        return affordable(query, statement)
                .chain(() -> execute(statement))
                .map(rows -> new Slice(version(rows), values(query, rows, QuerySql.VERSION_COLUMNS)));
    }

    @Override
    public Uni<Slice> at(DataVersion version, RecordQuery query, Optional<List<@Nullable Object>> after) {
        var statement = QuerySql.at(version, query, clock.zone(), after);
        return affordable(query, statement)
                .chain(() -> execute(statement))
                .map(rows -> new Slice(Optional.of(version), values(query, rows, 0)));
    }

    @Override
    public Uni<Long> count(DataVersion version, RecordQuery query) {
        return execute(QuerySql.count(version, query, clock.zone()))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    @Override
    public Uni<Long> estimate(RecordQuery query) {
        return execute(QuerySql.plan(query, clock.zone())).map(rows -> Math.round(plan(rows, "Plan Rows")));
    }

    /** The first page in the order of the key costs nothing worth asking about, nor does whatever concerns few rows. */
    private Uni<Void> affordable(RecordQuery query, QueryStatement statement) {
        var rows = versions.of(query.dataset().id()).map(DataVersion::rows).orElse(0L);
        if (rows <= FEW_ROWS || (query.isInKeyOrder() && query.where().isEmpty())) {
            return Uni.createFrom().voidItem();
        }
        return execute(QuerySql.planOf(statement))
                .invoke(plan -> mustBeAffordable(plan(plan, "Total Cost")))
                .replaceWithVoid();
    }

    private void mustBeAffordable(double cost) {
        if (cost > mostCost) {
            throw QUERY_TOO_COSTLY.because("the query would cost %.0f, at most %.0f are allowed; narrow it or export the dataset"
                    .formatted(cost, mostCost));
        }
    }

    private static double plan(RowSet<Row> rows, String what) {
        var plan = (JsonArray) rows.iterator().next().getValue(0);
        return plan.getJsonObject(0).getJsonObject("Plan").getDouble(what);
    }

    private Uni<RowSet<Row>> execute(QueryStatement statement) {
        return pool.get()
                .preparedQuery(statement.text())
                .execute(statement.tuple())
                .onFailure()
                .transform(SqlRecordQueries::problem);
    }

    private static Throwable problem(Throwable failure) {
        if (failure instanceof PgException failed) {
            return switch (String.valueOf(failed.getSqlState())) {
                case CANCELED -> QUERY_TOO_COSTLY.because("the query took too long; narrow it or export the dataset");
                case NUMBER_TOO_LARGE -> QUERY_TOO_COSTLY.because("a number of the condition grows too large");
                default -> failure;
            };
        }
        return isWaiting(failure) ? OVERLOADED.because("too many queries at the moment; try again") : failure;
    }

    private static boolean isWaiting(Throwable failure) {
        return failure instanceof io.vertx.core.impl.NoStackTraceThrowable;
    }

    private static Optional<DataVersion> version(RowSet<Row> rows) {
        var all = rows.iterator();
        return all.hasNext() ? Optional.of(version(all.next())) : Optional.empty();
    }

    private static DataVersion version(Row row) {
        return new DataVersion(
                row.getLong(0), row.getOffsetDateTime(1).toInstant(), row.getLong(2));
    }

    private static List<List<@Nullable Object>> values(RecordQuery query, RowSet<Row> rows, int from) {
        var fields = Stream.concat(
                        query.select().stream(), query.fullOrder().stream().map(Order::field))
                .toList();
        var last = from + fields.size() - 1;
        var all = new ArrayList<List<@Nullable Object>>(rows.rowCount());
        for (var row : rows) {
            // The last column is part of the key and never null, but in the one row that only tells the version.
            if (row.getValue(last) != null) {
                all.add(values(row, fields, from));
            }
        }
        return all;
    }

    private static List<@Nullable Object> values(Row row, List<Field> fields, int from) {
        var values = new ArrayList<@Nullable Object>(fields.size());
        for (var i = 0; i < fields.size(); i++) {
            values.add(value(row, fields.get(i).type(), from + i));
        }
        return values;
    }

    private static @Nullable Object value(Row row, FieldType type, int column) {
        return type == FieldType.NUMBER ? row.getBigDecimal(column) : row.getValue(column);
    }
}
