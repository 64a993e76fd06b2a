package city.huitong.opendata;

import static java.util.stream.Collectors.joining;

import city.huitong.catalog.Field;
import city.huitong.catalog.FieldType;
import city.huitong.expression.Expression;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A question for records.
 *
 * @param select what to answer of each record; at least one
 * @param order without the tail: {@link #fullOrder} ends with the key
 * @param count whether to say how many there are in all
 */
public record RecordQuery(
        OpenDataset dataset, List<Field> select, Optional<Expression> where, List<Order> order, int limit, Count count)
        implements Question {

    public RecordQuery {
        select = List.copyOf(select);
        order = List.copyOf(order);
    }

    /** The order with the key as its tail, which no two records share: the position of a record is its values. */
    public List<Order> fullOrder() {
        var ordered = order.stream().map(Order::field).toList();
        var tail =
                dataset.key().stream().filter(field -> !ordered.contains(field)).map(field -> new Order(field, false));
        return Stream.concat(order.stream(), tail).toList();
    }

    /** Whether all records are asked for in the order of the key, of which there is an index. */
    public boolean isPlain() {
        var key = dataset.key().stream().map(field -> new Order(field, false)).toList();
        return where.isEmpty() && fullOrder().equals(key);
    }

    @Override
    public List<Column> columns() {
        return select.stream().map(Column::of).toList();
    }

    @Override
    public List<FieldType> positionTypes() {
        return fullOrder().stream().map(order -> order.field().type()).toList();
    }

    @Override
    public String canonical() {
        return Stream.of(
                        "records",
                        select.stream().map(Field::name).collect(joining(",")),
                        where.map(Expression::source).orElse(""),
                        order.stream().map(Order::toString).collect(joining(",")))
                .collect(joining("\n"));
    }
}
