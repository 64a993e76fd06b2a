package city.huitong.opendata;

import static java.util.stream.Collectors.joining;

import city.huitong.catalog.Field;
import city.huitong.catalog.FieldType;
import city.huitong.expression.Expression;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A question for what has changed: each record that is new, different or withdrawn since a version, once, as it is now, in the order in
 * which they came to be so. Whoever follows keeps a copy by putting and taking away what is answered.
 *
 * @param select what to answer of each record; of those that were withdrawn only the key
 * @param since the version that the reader has; 0 for none
 */
public record ChangesQuery(OpenDataset dataset, List<Field> select, long since, int limit) implements Question {

    /** Which version changed the record, when that was, and whether it is gone. They come before the fields. */
    public static final List<Column> ABOUT = List.of(
            new Column("version", FieldType.INTEGER),
            new Column("at", FieldType.TIMESTAMP),
            new Column("withdrawn", FieldType.BOOLEAN));

    public ChangesQuery {
        select = List.copyOf(select);
    }

    @Override
    public Optional<Expression> where() {
        return Optional.empty();
    }

    @Override
    public List<Column> columns() {
        return Stream.concat(ABOUT.stream(), select.stream().map(Column::of)).toList();
    }

    @Override
    public List<FieldType> positionTypes() {
        return Stream.concat(
                        Stream.of(FieldType.TIMESTAMP), dataset.key().stream().map(Field::type))
                .toList();
    }

    @Override
    public String canonical() {
        return "changes\n" + since + "\n" + select.stream().map(Field::name).collect(joining(","));
    }
}
