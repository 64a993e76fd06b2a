package city.huitong.opendata;

import static java.util.stream.Collectors.joining;

import city.huitong.catalog.FieldType;
import city.huitong.expression.Expression;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A question for groups of records.
 *
 * @param by what records of one group have in common; one group of all where empty
 * @param measures what to say of each group; at least one
 * @param order without the tail, which is what groups are told apart by
 */
public record GroupQuery(
        OpenDataset dataset,
        List<Dimension> by,
        List<Measure> measures,
        Optional<Expression> where,
        List<Step> order,
        int limit)
        implements Question {

    /** The fewest people that are told of as a group. */
    public static final int SMALLEST_GROUP = 10;

    /**
     * One step of the order.
     *
     * @param column the place among {@link #columns}
     */
    public record Step(int column, boolean descending) {}

    public GroupQuery {
        by = List.copyOf(by);
        measures = List.copyOf(measures);
        order = List.copyOf(order);
    }

    /** The order with the dimensions as its tail. */
    public List<Step> fullOrder() {
        var ordered = order.stream().map(Step::column).toList();
        var tail = Stream.iterate(0, i -> i + 1)
                .limit(by.size())
                .filter(column -> !ordered.contains(column))
                .map(column -> new Step(column, false));
        return Stream.concat(order.stream(), tail).toList();
    }

    @Override
    public List<Column> columns() {
        return Stream.concat(
                        by.stream().map(each -> new Column(each.name(), each.type())),
                        measures.stream().map(each -> new Column(each.name(), each.type())))
                .toList();
    }

    @Override
    public List<FieldType> positionTypes() {
        var columns = columns();
        return fullOrder().stream()
                .map(step -> columns.get(step.column()).type())
                .toList();
    }

    @Override
    public String canonical() {
        return Stream.of(
                        "groups",
                        by.stream().map(Dimension::toString).collect(joining(",")),
                        measures.stream().map(Measure::toString).collect(joining(",")),
                        where.map(Expression::source).orElse(""),
                        order.toString())
                .collect(joining("\n"));
    }
}
