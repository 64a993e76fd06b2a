package city.huitong.opendata.store;

import static java.util.stream.Collectors.joining;

import city.huitong.catalog.Field;
import city.huitong.catalog.FieldType;
import city.huitong.catalog.RecordTable;
import city.huitong.catalog.SqlName;
import city.huitong.expression.Expression;
import city.huitong.expression.SqlTranslator;
import city.huitong.ingest.DataVersion;
import city.huitong.opendata.OpenDataset;
import city.huitong.opendata.RecordQuery;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Pieces of one statement about the records of a dataset, which are called {@code r} in it, and the statement's parameters. */
final class RecordSql {

    /** Whether the row is one of the answer, and not only there to tell the version. */
    static final String THERE = "true as there";

    private final OpenDataset dataset;
    private final RecordTable table;
    private final ZoneId zone;
    private final List<Object> parameters = new ArrayList<>();

    RecordSql(OpenDataset dataset, ZoneId zone) {
        this.dataset = dataset;
        this.table = dataset.table();
        this.zone = zone;
    }

    /** The finished statement. */
    QueryStatement statement(String text) {
        return new QueryStatement(text, List.copyOf(parameters));
    }

    /** Makes a value a parameter and gives its {@code $n}. */
    String bind(Object value) {
        parameters.add(value);
        return "$" + parameters.size();
    }

    /** The row that says which version is the latest while the statement runs. */
    String head() {
        return "(" + version() + ") h";
    }

    /** The number of the latest version. An id has no quotes in it. */
    String version() {
        return "select version from dataset_head where dataset = '" + dataset.id() + "'";
    }

    /**
     * One row more than are on a page, to know whether there are more. The number itself: PostgreSQL plans a statement anew each time if it
     * does not know how many rows are wanted, which takes longer than to read them.
     */
    static String limit(int limit) {
        return " limit " + (limit + 1);
    }

    /** What is in force now. */
    String inForce() {
        return "(select * from " + table.table() + " where not " + RecordTable.WITHDRAWN + ") r";
    }

    /** What was in force then. */
    String asOf(DataVersion version) {
        var at = bind(version.at().atOffset(ZoneOffset.UTC)) + "::timestamptz";
        var fields = Stream.concat(
                        dataset.dataset().fields().stream().map(field -> SqlName.quote(field.name())),
                        Stream.of(RecordTable.PLACE))
                .collect(joining(", "));
        var then = " where not " + RecordTable.WITHDRAWN + " and " + RecordTable.RECORDED_AT + " <= " + at;
        return "(select " + fields + " from " + table.table() + then + " union all select " + fields + " from "
                + table.history() + then + " and " + RecordTable.SUPERSEDED_AT + " > " + at + ") r";
    }

    /** What was ever stored, with the time at which it was superseded. */
    String everyState() {
        var columns = dataset.dataset().fields().stream()
                        .map(field -> SqlName.quote(field.name()))
                        .collect(joining(", "))
                + ", " + RecordTable.RECORDED_AT + ", " + RecordTable.WITHDRAWN;
        return "(select " + columns + ", null::timestamptz as " + RecordTable.SUPERSEDED_AT + " from " + table.table()
                + " union all select " + columns + ", " + RecordTable.SUPERSEDED_AT + " from " + table.history()
                + ") r";
    }

    /** The values of a question's columns, then those of its order, without {@code select}. */
    String records(RecordQuery query, String from) {
        var columns = query.select().stream().map(RecordSql::shown).collect(joining(", ", ", ", ""));
        return THERE + columns + keyset(query).columns() + " from " + from + where(query.where());
    }

    /** A question's order. */
    Keyset keyset(RecordQuery query) {
        return new Keyset(query.fullOrder().stream()
                .map(order -> new Keyset.Step(
                        column(order.field()), order.field().type(), order.descending(), !isNeverNull(order.field())))
                .toList());
    }

    private boolean isNeverNull(Field field) {
        return dataset.dataset().isKey(field) || dataset.tail().contains(field);
    }

    /** Always a clause, so that {@code and} may follow. */
    String where(Optional<Expression> where) {
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

    /** A field as it is answered. */
    static String shown(Field field) {
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
