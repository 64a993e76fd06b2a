package city.huitong.opendata;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import city.huitong.catalog.Field;
import city.huitong.catalog.FieldType;
import city.huitong.expression.Expression;
import city.huitong.expression.Node;
import city.huitong.expression.ValueType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A question for records. The same one is asked again and again, so what follows from it is worked out once. */
public final class RecordQuery implements Question {

    private final OpenDataset dataset;
    private final List<Field> select;
    private final Optional<Expression> where;
    private final List<Order> order;
    private final int limit;
    private final Count count;

    private final List<Order> fullOrder;
    private final List<Column> columns;
    private final List<FieldType> positionTypes;
    private final List<Integer> selectedSteps;
    private final Digest digest;

    /**
     * A checked question.
     *
     * @param select what to answer of each record; at least one
     * @param order without the tail: {@link #fullOrder} ends with {@link OpenDataset#tail}
     * @param count whether to say how many there are in all
     */
    RecordQuery(
            OpenDataset dataset,
            List<Field> select,
            Optional<Expression> where,
            List<Order> order,
            int limit,
            Count count) {
        this.dataset = dataset;
        this.select = List.copyOf(select);
        this.where = where;
        this.order = List.copyOf(order);
        this.limit = limit;
        this.count = count;
        this.fullOrder = withTail(this.order, dataset.tail());
        this.columns = this.select.stream().map(Column::of).toList();
        this.positionTypes = fullOrder.stream().map(step -> step.field().type()).toList();
        this.selectedSteps = fullOrder.stream()
                .map(step -> this.select.indexOf(step.field()))
                .toList();
        this.digest = Question.super.digest();
    }

    private static List<Order> withTail(List<Order> order, List<Field> fields) {
        var ordered = order.stream().map(Order::field).toList();
        var tail = fields.stream().filter(field -> !ordered.contains(field)).map(field -> new Order(field, false));
        return Stream.concat(order.stream(), tail).toList();
    }

    /** The same question for those of the records that meet one more condition. */
    RecordQuery within(Expression condition) {
        var both = where.map(known -> new Expression(
                        condition.source() + "\n" + known.source(),
                        ValueType.BOOL,
                        new Node.And(List.of(condition.root(), known.root())),
                        Stream.concat(condition.names().stream(), known.names().stream())
                                .collect(toSet())))
                .orElse(condition);
        return new RecordQuery(dataset, select, Optional.of(both), order, limit, count);
    }

    /** What to answer of each record. */
    public List<Field> select() {
        return select;
    }

    /** Whether to say how many there are in all. */
    public Count count() {
        return count;
    }

    /** The order with a tail that no two records share: the position of a record is its values. */
    public List<Order> fullOrder() {
        return fullOrder;
    }

    /** For each step of the {@link #fullOrder} which of the selected fields it is; -1 where it is none of them. */
    public List<Integer> selectedSteps() {
        return selectedSteps;
    }

    /** Whether all records are asked for in the order of the tail, of which there is an index. */
    public boolean isPlain() {
        return where.isEmpty() && fullOrder.equals(withTail(List.of(), dataset.tail()));
    }

    @Override
    public OpenDataset dataset() {
        return dataset;
    }

    @Override
    public Optional<Expression> where() {
        return where;
    }

    @Override
    public int limit() {
        return limit;
    }

    @Override
    public List<Column> columns() {
        return columns;
    }

    @Override
    public List<FieldType> positionTypes() {
        return positionTypes;
    }

    @Override
    public Digest digest() {
        return digest;
    }

    @Override
    public String canonical() {
        return Stream.of(
                        "records",
                        select.stream().map(Field::name).collect(joining(",")),
                        where.map(Expression::source).orElse(""),
                        fullOrder().stream().map(Order::toString).collect(joining(",")))
                .collect(joining("\n"));
    }
}
