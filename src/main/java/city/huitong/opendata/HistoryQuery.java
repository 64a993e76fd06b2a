package city.huitong.opendata;

import static java.util.stream.Collectors.joining;

import city.huitong.catalog.Field;
import city.huitong.catalog.FieldType;
import city.huitong.expression.Expression;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A question for what one record has been in the versions of its dataset, the newest first. What was corrected before it was in any version
 * nobody was told of, nor is it now.
 *
 * @param select what to answer of each state; of one in which the record was withdrawn only the key
 * @param key which record
 */
public record HistoryQuery(OpenDataset dataset, List<Field> select, Expression key, int limit) implements Question {

    /** From which version until before which the record was so, and whether it was gone. They come before the fields. */
    public static final List<Column> ABOUT = List.of(
            new Column("version", FieldType.INTEGER),
            new Column("from", FieldType.TIMESTAMP),
            new Column("untilVersion", FieldType.INTEGER),
            new Column("until", FieldType.TIMESTAMP),
            new Column("withdrawn", FieldType.BOOLEAN));

    public HistoryQuery {
        select = List.copyOf(select);
    }

    @Override
    public Optional<Expression> where() {
        return Optional.of(key);
    }

    @Override
    public List<Column> columns() {
        return Stream.concat(ABOUT.stream(), select.stream().map(Column::of)).toList();
    }

    @Override
    public List<FieldType> positionTypes() {
        return List.of(FieldType.TIMESTAMP);
    }

    @Override
    public String canonical() {
        return "history\n" + key.source() + "\n"
                + select.stream().map(Field::name).collect(joining(","));
    }
}
