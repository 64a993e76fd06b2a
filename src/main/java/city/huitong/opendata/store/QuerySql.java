package city.huitong.opendata.store;

import static java.util.stream.Collectors.joining;

import city.huitong.catalog.Anonymity;
import city.huitong.catalog.Field;
import city.huitong.catalog.FieldType;
import city.huitong.catalog.RecordTable;
import city.huitong.catalog.SqlName;
import city.huitong.expression.Expression;
import city.huitong.expression.SqlTranslator;
import city.huitong.ingest.DataVersion;
import city.huitong.opendata.ChangesQuery;
import city.huitong.opendata.Export;
import city.huitong.opendata.GroupQuery;
import city.huitong.opendata.HistoryQuery;
import city.huitong.opendata.OpenDataset;
import city.huitong.opendata.Question;
import city.huitong.opendata.RecordQuery;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes questions as statements, one piece after the other, and collects their parameters. */
final class QuerySql {

    /** In rows of the latest version: its number, and no more, since each row has it. Then what all rows have. */
    static final int VERSION_COLUMNS = 1;

    /** Whether the row is one of the answer, and not only there to tell the version. */
    private static final String THERE = "true as there";

    private static final String CHANGED = "r." + RecordTable.RECORDED_AT;
    private static final String SUPERSEDED = "r." + RecordTable.SUPERSEDED_AT;

    private final OpenDataset dataset;
    private final RecordTable table;
    private final ZoneId zone;
    private final List<Object> parameters = new ArrayList<>();

    private QuerySql(Question question, ZoneId zone) {
        this(question.dataset(), zone);
    }

    private QuerySql(OpenDataset dataset, ZoneId zone) {
        this.dataset = dataset;
        this.table = dataset.table();
        this.zone = zone;
    }

    /** Rows of today's table, each with the version that is the latest in the statement's snapshot; one more says it where there are none. */
    static QueryStatement latest(Question question, ZoneId zone, Optional<List<@Nullable Object>> after) {
        var sql = new QuerySql(question, zone);
        var head = "(select version from dataset_head where dataset = %s) h"
                .formatted(sql.bind(question.dataset().id().value()));
        var page = sql.page(question, sql.inForce(), after);
        return sql.statement("select h.version, p.* from " + head + " left join lateral (" + page + ") p on true"
                + sql.keyset(question).orderBy(i -> "p.o" + i));
    }

    /** Rows of a version, from today's table and from what has been superseded since. */
    static QueryStatement at(
            DataVersion version, Question question, ZoneId zone, Optional<List<@Nullable Object>> after) {
        var sql = new QuerySql(question, zone);
        return sql.statement(sql.page(question, sql.asOf(version), after));
    }

    /** How many records of a version there are. */
    static QueryStatement count(DataVersion version, RecordQuery query, ZoneId zone) {
        var sql = new QuerySql(query, zone);
        return sql.statement("select count(*) from " + sql.asOf(version) + sql.where(query.where()));
    }

    /** All rows of a version in the question's order, without its limit. */
    static QueryStatement all(Export export, ZoneId zone, boolean latest, Function<Field, String> shown) {
        var query = export.query();
        var sql = new QuerySql(query, zone);
        var from = latest ? sql.inForce() : sql.asOf(export.version());
        var columns = query.select().stream().map(shown).collect(joining(", "));
        return sql.statement("select " + columns + " from " + from + sql.where(query.where())
                + sql.keyset(query).orderBy());
    }

    /** Whether no combination of the quasi-identifiers is rarer than allowed. */
    static QueryStatement anonymous(DataVersion version, OpenDataset dataset, ZoneId zone, Anonymity rule) {
        var sql = new QuerySql(dataset, zone);
        var by = rule.of().stream()
                .map(name -> column(dataset.dataset().field(name).orElseThrow()))
                .collect(joining(", "));
        return sql.statement("select not exists (select from " + sql.asOf(version) + " group by " + by
                + " having count(distinct " + subject(dataset) + ") < " + sql.bind((long) rule.k()) + ")");
    }

    /** What PostgreSQL thinks of reading all records that are asked for. */
    static QueryStatement plan(RecordQuery query, ZoneId zone) {
        var sql = new QuerySql(query, zone);
        return sql.statement("select 1 from " + sql.inForce() + sql.where(query.where()))
                .explained();
    }

    private QueryStatement statement(String text) {
        return new QueryStatement(text, List.copyOf(parameters));
    }

    private String page(Question question, String from, Optional<List<@Nullable Object>> after) {
        var rows = switch (question) {
            case RecordQuery query -> records(query, from);
            case GroupQuery query -> groups(query, from);
            case ChangesQuery query -> changes(query);
            case HistoryQuery query -> history(query);
        };
        var keyset = keyset(question);
        return rows
                + after.map(values -> " and " + keyset.after(values, this::bind))
                        .orElse("")
                + keyset.orderBy()
                + " limit " + bind(question.limit() + 1L);
    }

    private Keyset keyset(Question question) {
        return switch (question) {
            case RecordQuery query ->
                new Keyset(query.fullOrder().stream()
                        .map(order -> new Keyset.Step(
                                column(order.field()),
                                order.field().type(),
                                order.descending(),
                                !isNeverNull(order.field())))
                        .toList());
            case GroupQuery query ->
                new Keyset(query.fullOrder().stream()
                        .map(step -> new Keyset.Step(
                                "g.c" + step.column(),
                                query.columns().get(step.column()).type(),
                                step.descending(),
                                true))
                        .toList());
            case HistoryQuery _ -> new Keyset(List.of(new Keyset.Step(CHANGED, FieldType.TIMESTAMP, true, false)));
            case ChangesQuery query ->
                new Keyset(Stream.concat(
                                Stream.of(new Keyset.Step(CHANGED, FieldType.TIMESTAMP, false, false)),
                                query.dataset().key().stream()
                                        .map(field -> new Keyset.Step(column(field), field.type(), false, false)))
                        .toList());
        };
    }

    private String records(RecordQuery query, String from) {
        var columns = query.select().stream().map(QuerySql::shown).collect(joining(", ", ", ", ""));
        return "select " + THERE + columns + keyset(query).columns() + " from " + from + where(query.where());
    }

    private String groups(GroupQuery query, String from) {
        var columns = IntStream.range(0, query.columns().size())
                .mapToObj(i -> "g.c" + i)
                .collect(joining(", ", ", ", ""));
        return "select " + THERE + columns + keyset(query).columns() + " from (" + grouped(query, from)
                + ") g where true";
    }

    private String grouped(GroupQuery query, String from) {
        var sql = new GroupSql(query, zone);
        var where = where(query.where());
        if (!dataset.isAboutPeople()) {
            return sql.select(from, where);
        }
        var noise = "(select noise from dataset_head where dataset = "
                + bind(dataset.id().value()) + ")";
        return new PeopleGroupSql(query, sql, noise).select(from, where);
    }

    private String changes(ChangesQuery query) {
        var columns = keyWhereWithdrawn(query.select());
        var id = bind(dataset.id().value());
        return "select " + THERE + ", (select min(v.version) from dataset_version v where v.dataset = " + id
                + " and v.recorded_at >= " + CHANGED + "), " + CHANGED + ", r." + RecordTable.WITHDRAWN + columns
                + keyset(query).columns() + " from " + table.table() + " r where " + CHANGED
                + " > coalesce((select recorded_at from dataset_version where dataset = " + id + " and version = "
                + bind(query.since()) + "), '-infinity') and (not r." + RecordTable.WITHDRAWN + " or " + CHANGED
                + " > (select min(recorded_at) from dataset_version where dataset = " + id + "))";
    }

    /**
     * Each state of one record with the version that told of it first. A state that was gone by then no version has told of; and a
     * record that was gone before the first version has never been there.
     */
    private String history(HistoryQuery query) {
        var id = bind(query.dataset().id().value());
        return "select " + THERE + ", s.version, s.recorded_at, u.version, u.recorded_at, r." + RecordTable.WITHDRAWN
                + keyWhereWithdrawn(query.select()) + keyset(query).columns() + " from " + everyState()
                + " join lateral " + firstVersion(id, CHANGED) + " s on " + SUPERSEDED + " is null or s.recorded_at < "
                + SUPERSEDED + " left join lateral " + firstVersion(id, SUPERSEDED) + " u on true"
                + where(query.where()) + " and (not r." + RecordTable.WITHDRAWN + " or " + CHANGED
                + " > (select min(recorded_at) from dataset_version where dataset = " + id + "))";
    }

    private static String firstVersion(String dataset, String since) {
        return "(select v.version, v.recorded_at from dataset_version v where v.dataset = " + dataset
                + " and v.recorded_at >= " + since + " order by v.recorded_at limit 1)";
    }

    /** What was ever stored, with the time at which it was superseded. */
    private String everyState() {
        var columns = dataset.dataset().fields().stream()
                        .map(field -> SqlName.quote(field.name()))
                        .collect(joining(", "))
                + ", " + RecordTable.RECORDED_AT + ", " + RecordTable.WITHDRAWN;
        return "(select " + columns + ", null::timestamptz as " + RecordTable.SUPERSEDED_AT + " from " + table.table()
                + " union all select " + columns + ", " + RecordTable.SUPERSEDED_AT + " from " + table.history()
                + ") r";
    }

    /** Of a record that was withdrawn only its key is told. */
    private String keyWhereWithdrawn(List<Field> fields) {
        return fields.stream()
                .map(field -> dataset.dataset().isKey(field)
                        ? column(field)
                        : "case when not r." + RecordTable.WITHDRAWN + " then " + shown(field) + " end")
                .collect(joining(", ", ", ", ""));
    }

    private boolean isNeverNull(Field field) {
        return dataset.dataset().isKey(field) || dataset.tail().contains(field);
    }

    /** What is in force now. */
    private String inForce() {
        return "(select * from " + table.table() + " where not " + RecordTable.WITHDRAWN + ") r";
    }

    /** What was in force then. */
    private String asOf(DataVersion version) {
        var at = bind(version.at().atOffset(ZoneOffset.UTC)) + "::timestamptz";
        var fields = Stream.concat(
                        dataset.dataset().fields().stream().map(field -> SqlName.quote(field.name())),
                        Stream.of(RecordTable.PLACE))
                .collect(joining(", "));
        var then = " where not " + RecordTable.WITHDRAWN + " and " + RecordTable.RECORDED_AT + " <= " + at;
        return "(select " + fields + " from " + table.table() + then + " union all select " + fields + " from "
                + table.history() + then + " and " + RecordTable.SUPERSEDED_AT + " > " + at + ") r";
    }

    private String where(Optional<Expression> where) {
        return where.map(condition -> {
                    var fragment = SqlTranslator.translate(condition.root(), this::operand, parameters.size() + 1);
                    parameters.addAll(fragment.parameters());
                    return " where " + fragment.sql();
                })
                .orElse(" where true");
    }

    /** As what a condition sees a column. */
    private String operand(String name) {
        return CityDays.day(dataset.dataset().field(name).orElseThrow(), zone);
    }

    private String bind(Object value) {
        parameters.add(value);
        return "$" + parameters.size();
    }

    private static String shown(Field field) {
        return field.type() == FieldType.JSON ? column(field) + "::text" : column(field);
    }

    /** Whom a record is about: one person may have many. */
    static String subject(OpenDataset dataset) {
        return dataset.table().subjectColumn().map(column -> "r." + column).orElse("*");
    }

    /** A field of the records that are asked for. */
    static String column(Field field) {
        return "r." + SqlName.quote(field.name());
    }
}
