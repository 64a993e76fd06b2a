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
import city.huitong.opendata.Order;
import city.huitong.opendata.RecordQuery;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes questions as statements, one piece after the other, and collects their parameters. */
final class QuerySql {

    /** The columns that tell of the version, before those of the rows. */
    static final int VERSION_COLUMNS = 3;

    private static final String HEAD = "(select version, recorded_at, rows from dataset_head where dataset = %s) h";

    private final OpenDataset dataset;
    private final RecordTable table;
    private final ZoneId zone;
    private final List<Object> parameters = new ArrayList<>();

    private QuerySql(OpenDataset dataset, ZoneId zone) {
        this.dataset = dataset;
        this.table = dataset.table();
        this.zone = zone;
    }

    /** Rows of today's table, each with the version that is the latest in the statement's snapshot; one without rows if there are none. */
    static QueryStatement latest(RecordQuery query, ZoneId zone, Optional<List<@Nullable Object>> after) {
        var sql = new QuerySql(query.dataset(), zone);
        var head = HEAD.formatted(sql.bind(query.dataset().id().value()));
        var rows = sql.page(query, sql.inForce(), after);
        return sql.statement("select h.version, h.recorded_at, h.rows, p.* from " + head + " left join lateral (" + rows
                + ") p on true order by " + positions(query));
    }

    /** Rows of a version, from today's table and from what has been superseded since. */
    static QueryStatement at(
            DataVersion version, RecordQuery query, ZoneId zone, Optional<List<@Nullable Object>> after) {
        var sql = new QuerySql(query.dataset(), zone);
        return sql.statement(sql.page(query, sql.asOf(version), after));
    }

    /** How many records of a version there are. */
    static QueryStatement count(DataVersion version, RecordQuery query, ZoneId zone) {
        var sql = new QuerySql(query.dataset(), zone);
        return sql.statement("select count(*) from " + sql.asOf(version) + sql.where(query.where()));
    }

    /** What PostgreSQL thinks of reading all records of a question. */
    static QueryStatement plan(RecordQuery query, ZoneId zone) {
        var sql = new QuerySql(query.dataset(), zone);
        return sql.statement("explain (format json) select 1 from " + sql.inForce() + sql.where(query.where()));
    }

    /** What PostgreSQL thinks of a page. */
    static QueryStatement planOf(QueryStatement statement) {
        return new QueryStatement("explain (format json) " + statement.text(), statement.parameters());
    }

    private QueryStatement statement(String text) {
        return new QueryStatement(text, List.copyOf(parameters));
    }

    private String page(RecordQuery query, String from, Optional<List<@Nullable Object>> after) {
        var order = query.fullOrder();
        return "select " + columns(query) + " from " + from + where(query.where()) + keyset(order, after)
                + " order by " + order.stream().map(QuerySql::ordered).collect(joining(", "))
                + " limit " + bind(query.limit() + 1L);
    }

    /** What is in force now. */
    private String inForce() {
        return "(select * from " + table.table() + " where not " + RecordTable.WITHDRAWN + ") r";
    }

    /** What was in force then. */
    private String asOf(DataVersion version) {
        var at = bind(version.at().atOffset(ZoneOffset.UTC));
        var fields = dataset.dataset().fields().stream().map(QuerySql::name).collect(joining(", "));
        var then = " where not " + RecordTable.WITHDRAWN + " and " + RecordTable.RECORDED_AT + " <= " + at;
        return "(select " + fields + " from " + table.table() + then + " union all select " + fields + " from "
                + table.history() + then + " and " + RecordTable.SUPERSEDED_AT + " > " + at + ") r";
    }

    private String columns(RecordQuery query) {
        var selected = query.select().stream().map(QuerySql::shown);
        var order = query.fullOrder();
        var position = IntStream.range(0, order.size())
                .mapToObj(i -> column(order.get(i).field()) + " as o" + i);
        return Stream.concat(selected, position).collect(joining(", "));
    }

    /** The order again, of rows that were found in it. */
    private static String positions(RecordQuery query) {
        var order = query.fullOrder();
        return IntStream.range(0, order.size())
                .mapToObj(i -> "p.o" + i + direction(order.get(i)))
                .collect(joining(", "));
    }

    private String where(Optional<Expression> where) {
        return where.map(condition -> {
                    var fragment = SqlTranslator.translate(condition.root(), this::operand, parameters.size() + 1);
                    parameters.addAll(fragment.parameters());
                    return " where " + fragment.sql();
                })
                .orElse(" where true");
    }

    /** As what a condition sees a column; a moment is its day in the city. */
    private String operand(String name) {
        var field = dataset.dataset().field(name).orElseThrow();
        return field.type() == FieldType.TIMESTAMP
                ? "(" + column(field) + " at time zone '" + zone.getId() + "')::date"
                : column(field);
    }

    private String keyset(List<Order> order, Optional<List<@Nullable Object>> after) {
        return after.map(values -> " and " + (isKeyAscending(order) ? row(order, values) : steps(order, values)))
                .orElse("");
    }

    /** Key columns have always a value, so PostgreSQL can find the place in their index. */
    private boolean isKeyAscending(List<Order> order) {
        return order.stream().noneMatch(Order::descending)
                && order.stream().map(Order::field).toList().equals(dataset.key());
    }

    private String row(List<Order> order, List<@Nullable Object> values) {
        var columns = order.stream().map(each -> column(each.field())).collect(joining(", ", "(", ")"));
        var bound = IntStream.range(0, order.size())
                .mapToObj(i -> bound(order.get(i).field(), values.get(i)))
                .collect(joining(", ", "(", ")"));
        return columns + " > " + bound;
    }

    /** Later in the first step of the order, or alike there and later in the second, and so on. */
    private String steps(List<Order> order, List<@Nullable Object> values) {
        return IntStream.range(0, order.size())
                .mapToObj(i -> step(order, values, i))
                .flatMap(Optional::stream)
                .collect(joining(" or ", "(", ")"));
    }

    /** Nothing comes after a record without a value but those alike. */
    private Optional<String> step(List<Order> order, List<@Nullable Object> values, int last) {
        if (values.get(last) == null) {
            return Optional.empty();
        }
        var alike = IntStream.range(0, last).mapToObj(i -> alike(order.get(i).field(), values.get(i)));
        var later = later(order.get(last), values.get(last));
        return Optional.of(Stream.concat(alike, Stream.of(later))
                .collect(joining(" and ", "(", ")")));
    }

    private String alike(Field field, @Nullable Object value) {
        return value == null ? column(field) + " is null" : column(field) + " = " + bound(field, value);
    }

    private String later(Order order, @Nullable Object value) {
        var column = column(order.field());
        var sign = order.descending() ? " < " : " > ";
        var later = column + sign + bound(order.field(), value);
        return dataset.dataset().isKey(order.field()) ? later : "(" + later + " or " + column + " is null)";
    }

    private String bound(Field field, @Nullable Object value) {
        return bind(Objects.requireNonNull(value)) + "::" + field.type().sqlType();
    }

    private String bind(Object value) {
        parameters.add(value);
        return "$" + parameters.size();
    }

    private static String ordered(Order order) {
        return column(order.field()) + direction(order);
    }

    private static String direction(Order order) {
        return order.descending() ? " desc nulls last" : "";
    }

    private static String shown(Field field) {
        return field.type() == FieldType.JSON ? column(field) + "::text" : column(field);
    }

    private static String column(Field field) {
        return "r." + name(field);
    }

    private static String name(Field field) {
        return SqlName.quote(field.name());
    }
}
