package city.huitong.opendata;

import static city.huitong.opendata.OpenDataProblem.RECORD_NOT_FOUND;

import city.huitong.catalog.Field;
import city.huitong.expression.Expression;
import city.huitong.expression.Node;
import city.huitong.expression.Value;
import city.huitong.expression.ValueType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The condition that only the record of one key meets. */
final class KeyCondition {

    private KeyCondition() {}

    /** Refuses with {@code record-not-found} what cannot be a key of the dataset. */
    static Expression of(OpenDataset dataset, String key) {
        var fields = dataset.key();
        var texts = KeyText.split(key);
        if (texts.size() != fields.size() || key.indexOf(0) >= 0) {
            throw RECORD_NOT_FOUND.because("a key of this dataset is "
                    + fields.stream().map(Field::name).collect(Collectors.joining(",")));
        }
        var parts = new ArrayList<Node>();
        for (var i = 0; i < texts.size(); i++) {
            parts.add(equal(fields.get(i), texts.get(i)));
        }
        return all("key " + key, fields, parts);
    }

    /**
     * The condition that the records meet whose fields have these values.
     *
     * @param values one for each field, none of them null
     */
    static Expression of(List<Field> fields, List<Object> values) {
        var parts = IntStream.range(0, values.size())
                .mapToObj(i -> equal(fields.get(i), value(values.get(i))))
                .toList();
        var names = fields.stream().map(Field::name).collect(Collectors.joining(","));
        var texts = KeyText.join(values.stream().map(String::valueOf).toList());
        return all("key " + names + " " + texts, fields, parts);
    }

    private static Expression all(String source, List<Field> fields, List<Node> parts) {
        var names = fields.stream().map(Field::name).collect(Collectors.toSet());
        var root = parts.size() == 1 ? parts.getFirst() : new Node.And(List.copyOf(parts));
        return new Expression(source, ValueType.BOOL, root, names);
    }

    private static Node equal(Field field, String text) {
        try {
            return equal(field, value(FieldText.parse(field.type(), text)));
        } catch (RuntimeException _) {
            throw RECORD_NOT_FOUND.because("no " + field.name() + " looks like this");
        }
    }

    private static Node equal(Field field, Value value) {
        return new Node.Comparison(
                Node.Relation.EQUAL, new Node.Variable(field.name(), value.type()), new Node.Constant(value));
    }

    private static Value value(Object value) {
        return switch (value) {
            case String text -> new Value.Text(text);
            case Long number -> new Value.Int(number);
            case BigDecimal number -> new Value.Num(number.doubleValue());
            case Boolean truth -> Value.Bool.of(truth);
            case LocalDate day -> new Value.Day(day);
            default -> throw new IllegalArgumentException("a moment is no part of an address");
        };
    }
}
