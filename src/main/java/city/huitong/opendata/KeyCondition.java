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
        var names = fields.stream().map(Field::name).collect(Collectors.toSet());
        var root = parts.size() == 1 ? parts.getFirst() : new Node.And(List.copyOf(parts));
        return new Expression("key " + key, ValueType.BOOL, root, names);
    }

    private static Node equal(Field field, String text) {
        try {
            var value = value(FieldText.parse(field.type(), text));
            return new Node.Comparison(
                    Node.Relation.EQUAL, new Node.Variable(field.name(), value.type()), new Node.Constant(value));
        } catch (RuntimeException _) {
            throw RECORD_NOT_FOUND.because("no " + field.name() + " looks like this");
        }
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
