package city.huitong.opendata.store;

import static java.util.stream.Collectors.joining;

import city.huitong.catalog.FieldType;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An order in which no two rows are alike, and the condition that a row comes after a place in it. Rows without a value come last in both
 * directions.
 */
record Keyset(List<Step> steps) {

    /**
     * One step of the order.
     *
     * @param column SQL of the value
     * @param nullable whether a row may have no value; key columns always have one
     */
    record Step(String column, FieldType type, boolean descending, boolean nullable) {

        private String ordered(String name) {
            return name + (descending ? " desc nulls last" : "");
        }
    }

    Keyset {
        steps = List.copyOf(steps);
    }

    /** {@code order by} the columns; nothing where there is one row at most. */
    String orderBy() {
        return orderBy(i -> steps.get(i).column());
    }

    /** The same of rows in which the values have other names. */
    String orderBy(Function<Integer, String> name) {
        return steps.isEmpty()
                ? ""
                : IntStream.range(0, steps.size())
                        .mapToObj(i -> steps.get(i).ordered(name.apply(i)))
                        .collect(joining(", ", " order by ", ""));
    }

    /** The values themselves, as {@code o0}, {@code o1} and so on, each after a comma. */
    String columns() {
        return IntStream.range(0, steps.size())
                .mapToObj(i -> ", " + steps.get(i).column() + " as o" + i)
                .collect(joining());
    }

    /** @param bind takes a value and gives its {@code $n} */
    String after(List<@Nullable Object> values, Function<Object, String> bind) {
        if (values.stream().allMatch(Objects::isNull)) {
            return "false";
        }
        return isOneIndex() ? row(values, bind) : alternatives(values, bind);
    }

    /** PostgreSQL finds the place in an index only where a whole row is compared. */
    private boolean isOneIndex() {
        return steps.stream().noneMatch(step -> step.descending() || step.nullable());
    }

    private String row(List<@Nullable Object> values, Function<Object, String> bind) {
        var columns = steps.stream().map(Step::column).collect(joining(", ", "(", ")"));
        return IntStream.range(0, steps.size())
                .mapToObj(i -> bound(steps.get(i), values.get(i), bind))
                .collect(joining(", ", columns + " > (", ")"));
    }

    /** Later in the first step of the order, or alike there and later in the second, and so on. */
    private String alternatives(List<@Nullable Object> values, Function<Object, String> bind) {
        return IntStream.range(0, steps.size())
                .mapToObj(i -> alternative(values, i, bind))
                .flatMap(Optional::stream)
                .collect(joining(" or ", "(", ")"));
    }

    /** Nothing comes after a row without a value but rows alike. */
    private Optional<String> alternative(List<@Nullable Object> values, int last, Function<Object, String> bind) {
        if (values.get(last) == null) {
            return Optional.empty();
        }
        var alike = IntStream.range(0, last).mapToObj(i -> alike(steps.get(i), values.get(i), bind));
        var later = Stream.of(later(steps.get(last), values.get(last), bind));
        return Optional.of(Stream.concat(alike, later).collect(joining(" and ", "(", ")")));
    }

    private static String alike(Step step, @Nullable Object value, Function<Object, String> bind) {
        return value == null ? step.column() + " is null" : step.column() + " = " + bound(step, value, bind);
    }

    private static String later(Step step, @Nullable Object value, Function<Object, String> bind) {
        var later = step.column() + (step.descending() ? " < " : " > ") + bound(step, value, bind);
        return step.nullable() ? "(" + later + " or " + step.column() + " is null)" : later;
    }

    private static String bound(Step step, @Nullable Object value, Function<Object, String> bind) {
        return bind.apply(Objects.requireNonNull(value)) + "::" + step.type().sqlType();
    }
}
