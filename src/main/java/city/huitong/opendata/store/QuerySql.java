package city.huitong.opendata.store;

import static java.util.stream.Collectors.joining;

import city.huitong.catalog.Anonymity;
import city.huitong.catalog.Field;
import city.huitong.ingest.DataVersion;
import city.huitong.opendata.ChangesQuery;
import city.huitong.opendata.Export;
import city.huitong.opendata.GroupQuery;
import city.huitong.opendata.HistoryQuery;
import city.huitong.opendata.OpenDataset;
import city.huitong.opendata.Question;
import city.huitong.opendata.RecordQuery;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes questions as statements. */
final class QuerySql {

    /** In rows of the latest version: its number, and no more, since each row has it. Then what all rows have. */
    static final int VERSION_COLUMNS = 1;

    private final OpenDataset dataset;
    private final ZoneId zone;
    private final RecordSql sql;
    private final PastSql past;

    private QuerySql(OpenDataset dataset, ZoneId zone) {
        this.dataset = dataset;
        this.zone = zone;
        this.sql = new RecordSql(dataset, zone);
        this.past = new PastSql(dataset, sql);
    }

    /**
     * Records of today's table, each with the version that is the latest in the statement's snapshot, then what is selected, then those values of its
     * place that are not. It is what is asked most, so it has nothing else.
     */
    static QueryStatement records(RecordQuery question, ZoneId zone, Optional<List<@Nullable Object>> after) {
        var query = new QuerySql(question.dataset(), zone);
        var columns = Stream.concat(
                question.select().stream().map(RecordSql::shown),
                IntStream.range(0, question.fullOrder().size())
                        .filter(step -> question.selectedSteps().get(step) < 0)
                        .mapToObj(step ->
                                RecordSql.column(question.fullOrder().get(step).field())));
        return query.sql.statement("select (" + query.sql.version() + "), " + columns.collect(joining(", ")) + " from "
                + query.sql.inForce() + query.sql.where(question.where())
                + query.rest(question, after));
    }

    /**
     * Rows of today's table, each with the version that is the latest in the statement's snapshot; one row at least, which says the version
     * where there are none.
     */
    static QueryStatement latest(Question question, ZoneId zone, Optional<List<@Nullable Object>> after) {
        var query = new QuerySql(question.dataset(), zone);
        var page = query.page(question, query.sql.inForce(), after);
        return query.sql.statement("select h.version, p.* from " + query.sql.head() + " left join lateral (select "
                + page + ") p on true" + query.keyset(question).orderBy(i -> "p.o" + i));
    }

    /** Rows of a version, from today's table and from what has been superseded since. */
    static QueryStatement at(
            DataVersion version, Question question, ZoneId zone, Optional<List<@Nullable Object>> after) {
        var query = new QuerySql(question.dataset(), zone);
        return query.sql.statement("select " + query.page(question, query.sql.asOf(version), after));
    }

    /** How many records of a version there are. */
    static QueryStatement count(DataVersion version, RecordQuery query, ZoneId zone) {
        var sql = new RecordSql(query.dataset(), zone);
        return sql.statement("select count(*) from " + sql.asOf(version) + sql.where(query.where()));
    }

    /** All rows of a version in the question's order, without its limit. */
    static QueryStatement all(Export export, ZoneId zone, boolean latest, Function<Field, String> shown) {
        var query = export.query();
        var sql = new RecordSql(query.dataset(), zone);
        var from = latest ? sql.inForce() : sql.asOf(export.version());
        var columns = query.select().stream().map(shown).collect(joining(", "));
        return sql.statement("select " + columns + " from " + from + sql.where(query.where())
                + sql.keyset(query).orderBy());
    }

    /** Whether no combination of the quasi-identifiers is rarer than allowed. */
    static QueryStatement anonymous(DataVersion version, OpenDataset dataset, ZoneId zone, Anonymity rule) {
        var sql = new RecordSql(dataset, zone);
        var by = rule.of().stream()
                .map(name -> RecordSql.column(dataset.dataset().field(name).orElseThrow()))
                .collect(joining(", "));
        return sql.statement("select not exists (select from " + sql.asOf(version) + " group by " + by
                + " having count(distinct " + RecordSql.subject(dataset) + ") < " + sql.bind((long) rule.k()) + ")");
    }

    /** What PostgreSQL thinks of reading all records that are asked for. */
    static QueryStatement plan(RecordQuery query, ZoneId zone) {
        var sql = new RecordSql(query.dataset(), zone);
        return sql.statement("select 1 from " + sql.inForce() + sql.where(query.where()))
                .explained();
    }

    /** Without {@code select}, so that another column may come first. */
    private String page(Question question, String from, Optional<List<@Nullable Object>> after) {
        var rows = switch (question) {
            case RecordQuery query -> sql.records(query, from);
            case GroupQuery query -> groups(query, from);
            case ChangesQuery query -> past.changes(query);
            case HistoryQuery query -> past.history(query);
        };
        return rows + rest(question, after);
    }

    /** Where the page begins, its order and its end. */
    private String rest(Question question, Optional<List<@Nullable Object>> after) {
        var keyset = keyset(question);
        return after.map(values -> " and " + keyset.after(values, sql::bind)).orElse("")
                + keyset.orderBy()
                + RecordSql.limit(question.limit());
    }

    private Keyset keyset(Question question) {
        return switch (question) {
            case RecordQuery query -> sql.keyset(query);
            case GroupQuery query -> groupsOrder(query);
            case ChangesQuery _ -> past.changesOrder();
            case HistoryQuery _ -> PastSql.historyOrder();
        };
    }

    private static Keyset groupsOrder(GroupQuery query) {
        return new Keyset(query.fullOrder().stream()
                .map(step -> new Keyset.Step(
                        "g.c" + step.column(),
                        query.columns().get(step.column()).type(),
                        step.descending(),
                        true))
                .toList());
    }

    private String groups(GroupQuery query, String from) {
        var columns = IntStream.range(0, query.columns().size())
                .mapToObj(i -> "g.c" + i)
                .collect(joining(", ", ", ", ""));
        return RecordSql.THERE + columns + groupsOrder(query).columns() + " from (" + grouped(query, from)
                + ") g where true";
    }

    private String grouped(GroupQuery query, String from) {
        var groups = new GroupSql(query, zone);
        var where = sql.where(query.where());
        if (!dataset.isAboutPeople()) {
            return groups.select(from, where);
        }
        var noise = "(select noise from dataset_head where dataset = "
                + sql.bind(dataset.id().value()) + ")";
        return new PeopleGroupSql(query, groups, noise).select(from, where);
    }
}
