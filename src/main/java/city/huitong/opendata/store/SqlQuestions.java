package city.huitong.opendata.store;

import static city.huitong.platform.problem.PlatformProblem.QUERY_TOO_COSTLY;

import city.huitong.catalog.Anonymity;
import city.huitong.catalog.Field;
import city.huitong.ingest.DataVersion;
import city.huitong.opendata.Export;
import city.huitong.opendata.FormerVersions;
import city.huitong.opendata.LatestVersions;
import city.huitong.opendata.OpenDataset;
import city.huitong.opendata.Question;
import city.huitong.opendata.Questions;
import city.huitong.opendata.RecordQuery;
import city.huitong.opendata.RelatedQuery;
import city.huitong.platform.runtime.CityClock;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Answers questions from the tables of records. */
@Singleton
class SqlQuestions implements Questions {

    private static final int MOST_STATEMENTS = 2_000;
    private static final int MOST_RELATED = 500;

    /** What questions for related records have in common that differ in their keys alone. */
    private record Related(RecordQuery query, List<String> matching) {

        static Related of(RelatedQuery question) {
            return new Related(
                    question.query(),
                    question.matching().stream().map(Field::name).toList());
        }
    }

    private final PublicPool pool;
    private final CityClock clock;
    private final LatestVersions latest;
    private final FormerVersions versions;
    /** By question as an object: one that is asked again is the same one. */
    private final Cache<RecordQuery, QueryStatement> firstPages = Caffeine.newBuilder()
            .maximumSize(MOST_STATEMENTS)
            .expireAfterAccess(Duration.ofMinutes(10))
            .build();

    /** Without keys. One that is too long to be known is another one each time, and goes soon. */
    private final Cache<Related, QueryStatement> relatedPages = Caffeine.newBuilder()
            .maximumSize(MOST_RELATED)
            .expireAfterAccess(Duration.ofMinutes(10))
            .build();

    private final double mostCost;
    private final double mostExportCost;
    private final long fewRows;

    /**
     * Takes the limits.
     *
     * @param mostCost in PostgreSQL's own unit, about the reading of one page of 8 kB
     * @param mostExportCost the same of a file that is not simply the whole dataset
     * @param fewRows so many PostgreSQL reads in a moment, whatever is asked of them
     */
    SqlQuestions(
            PublicPool pool,
            CityClock clock,
            LatestVersions latest,
            FormerVersions versions,
            @ConfigProperty(name = "huitong.open-data.most-cost", defaultValue = "500000") double mostCost,
            @ConfigProperty(name = "huitong.open-data.most-export-cost", defaultValue = "50000000")
                    double mostExportCost,
            @ConfigProperty(name = "huitong.open-data.few-rows", defaultValue = "50000") long fewRows) {
        this.fewRows = fewRows;
        this.pool = pool;
        this.clock = clock;
        this.latest = latest;
        this.versions = versions;
        this.mostCost = mostCost;
        this.mostExportCost = mostExportCost;
    }

    @Override
    public Uni<Slice> latest(Question question, Optional<List<@Nullable Object>> after) {
        return question instanceof RecordQuery query && query.where().isEmpty()
                ? records(query, after)
                : any(question, after);
    }

    private Uni<Slice> any(Question question, Optional<List<@Nullable Object>> after) {
        var statement = after.isEmpty()
                        && question instanceof RecordQuery query
                        && query.where().isPresent()
                ? firstPages.get(query, this::firstPage)
                : QuerySql.latest(question, clock.zone(), after);
        return rows(question, statement)
                .chain(rows -> version(question, rows, 0)
                        .map(version -> new Slice(version, values(question, rows, QuerySql.VERSION_COLUMNS))));
    }

    /** Where there are none, nothing says of which version; then it is asked again in the way that always says. All of a dataset are seldom none. */
    private Uni<Slice> records(RecordQuery query, Optional<List<@Nullable Object>> after) {
        var statement =
                after.isEmpty() ? firstPages.get(query, this::firstPage) : QuerySql.records(query, clock.zone(), after);
        return rows(query, statement).chain(rows -> rows.rowCount() == 0 ? any(query, after) : slice(query, rows));
    }

    private Uni<Slice> slice(RecordQuery query, RowSet<Row> rows) {
        var records = records(query, rows);
        return version(query, rows, 0).map(version -> new Slice(version, records));
    }

    private static List<List<@Nullable Object>> records(RecordQuery query, RowSet<Row> rows) {
        var width = query.select().size();
        var all = new ArrayList<List<@Nullable Object>>(rows.rowCount());
        for (var row : rows) {
            var values = values(row, width, 1);
            var other = 1 + width;
            for (var selected : query.selectedSteps()) {
                values.add(selected < 0 ? value(row, other++) : values.get(selected));
            }
            all.add(values);
        }
        return all;
    }

    @Override
    public Uni<Slice> at(DataVersion version, Question question, Optional<List<@Nullable Object>> after) {
        var statement = QuerySql.at(version, question, clock.zone(), after);
        return rows(question, statement).map(rows -> new Slice(Optional.of(version), values(question, rows, 0)));
    }

    @Override
    public Uni<List<Slice>> related(RelatedQuery question, Optional<DataVersion> version) {
        var statement = version.isPresent()
                ? RelatedSql.pages(question, version, clock.zone())
                : RelatedSql.forKeys(latestPages(question), question);
        return (version.isPresent() ? affordableRows(statement) : rows(question.query(), statement))
                .chain(rows -> version.map(known -> Uni.createFrom().item(version))
                        .orElseGet(() -> version(question.query(), rows, RelatedSql.VERSION_COLUMN))
                        .map(found -> slices(question, rows, found)));
    }

    private QueryStatement latestPages(RelatedQuery question) {
        return relatedPages.get(
                Related.of(question), _ -> RelatedSql.pages(question.ofAll(List.of()), Optional.empty(), clock.zone()));
    }

    private static List<Slice> slices(RelatedQuery question, RowSet<Row> rows, Optional<DataVersion> version) {
        var pages = Stream.generate(() -> (List<List<@Nullable Object>>) new ArrayList<List<@Nullable Object>>())
                .limit(question.keys().size())
                .toList();
        for (var row : rows) {
            if (row.getValue(RelatedSql.THERE_COLUMN) != null) {
                var values = values(row, width(question.query()), RelatedSql.THERE_COLUMN + 1);
                pages.get(row.getInteger(RelatedSql.KEY_COLUMN) - 1).add(values);
            }
        }
        return pages.stream().map(page -> new Slice(version, page)).toList();
    }

    @Override
    public Uni<List<Long>> count(DataVersion version, RelatedQuery question) {
        return execute(RelatedSql.counts(question, version, clock.zone()))
                .map(rows -> rows.stream().map(row -> row.getLong(0)).toList());
    }

    @Override
    public Uni<Long> count(DataVersion version, RecordQuery query) {
        return execute(QuerySql.count(version, query, clock.zone()))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    @Override
    public Uni<Boolean> isAnonymous(DataVersion version, OpenDataset dataset, Anonymity rule) {
        return execute(QuerySql.anonymous(version, dataset, clock.zone(), rule))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    @Override
    public Uni<Long> estimate(RecordQuery query) {
        return execute(QuerySql.plan(query, clock.zone())).map(rows -> Math.round(plan(rows, "Plan Rows")));
    }

    /** Pages in the order of the key cost nothing worth asking about, nor does whatever concerns few rows. */
    private Uni<RowSet<Row>> rows(Question question, QueryStatement statement) {
        var rows = latest.of(question.dataset().id()).map(DataVersion::rows).orElse(Long.MAX_VALUE);
        return rows <= fewRows || (question instanceof RecordQuery query && query.isPlain())
                ? execute(statement)
                : affordableRows(statement);
    }

    private Uni<RowSet<Row>> affordableRows(QueryStatement statement) {
        return affordable(statement).chain(() -> execute(statement));
    }

    private Uni<Void> affordable(QueryStatement statement) {
        return execute(statement.explained())
                .invoke(plan -> mustBeAffordable(plan(plan, "Total Cost"), mostCost))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> mustBeAffordable(Export export) {
        if (export.query().isPlain()) {
            return Uni.createFrom().voidItem();
        }
        return execute(QuerySql.all(export, clock.zone(), false, RecordSql::column)
                        .explained())
                .invoke(plan -> mustBeAffordable(plan(plan, "Total Cost"), mostExportCost))
                .replaceWithVoid();
    }

    private static void mustBeAffordable(double cost, double most) {
        if (cost > most) {
            throw QUERY_TOO_COSTLY.because(
                    "the query would cost %.0f, at most %.0f are allowed; narrow it or export the dataset"
                            .formatted(cost, most));
        }
    }

    private static double plan(RowSet<Row> rows, String what) {
        var plan = (JsonArray) rows.iterator().next().getValue(0);
        return plan.getJsonObject(0).getJsonObject("Plan").getDouble(what);
    }

    private Uni<RowSet<Row>> execute(QueryStatement statement) {
        return pool.execute(statement);
    }

    private QueryStatement firstPage(RecordQuery query) {
        return query.where().isEmpty()
                ? QuerySql.records(query, clock.zone(), Optional.empty())
                : QuerySql.latest(query, clock.zone(), Optional.empty());
    }

    /** Mostly the one that is known here already; one that came a moment ago is asked for. */
    private Uni<Optional<DataVersion>> version(Question question, RowSet<Row> rows, int column) {
        var all = rows.iterator();
        if (!all.hasNext()) {
            return Uni.createFrom().item(Optional.empty());
        }
        var dataset = question.dataset().id();
        var number = all.next().getLong(column);
        var known = latest.of(dataset).filter(version -> version.number() == number);
        return known.isPresent() ? Uni.createFrom().item(known) : versions.version(dataset, number);
    }

    /** @param there the column that says whether the row is one of the answer */
    private static List<List<@Nullable Object>> values(Question question, RowSet<Row> rows, int there) {
        var width = width(question);
        var all = new ArrayList<List<@Nullable Object>>(rows.rowCount());
        for (var row : rows) {
            if (row.getValue(there) != null) {
                all.add(values(row, width, there + 1));
            }
        }
        return all;
    }

    private static int width(Question question) {
        return question.columns().size() + question.positionTypes().size();
    }

    private static List<@Nullable Object> values(Row row, int width, int from) {
        var values = new ArrayList<@Nullable Object>(width);
        for (var i = 0; i < width; i++) {
            values.add(value(row, from + i));
        }
        return values;
    }

    private static @Nullable Object value(Row row, int column) {
        // A column of whole numbers may have been widened a moment ago.
        var value = row.getValue(column);
        return value instanceof Number && !(value instanceof Long) ? row.getBigDecimal(column) : value;
    }
}
