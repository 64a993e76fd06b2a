package city.huitong.policy;

import city.huitong.expression.Value;
import city.huitong.expression.ValueType;
import java.math.BigDecimal;
import java.util.List;

/** Reads single values: the figures of a law and the facts of a case. */
final class Values {

    private static final String FORMS =
            "must be a whole number, true or false, a text, {yuan: 0.5}, {date: 2026-11-23} or {number: 0.3}";

    private Values() {}

    /** A parameter, whose type is seen from how it is written. */
    static Value parameter(Place place) {
        return switch (place.value()) {
            case BigDecimal number when number.stripTrailingZeros().scale() <= 0 -> new Value.Int(place.integer());
            case Boolean bool -> new Value.Bool(bool);
            case String _ -> new Value.Text(place.text());
            case null, default -> tagged(place);
        };
    }

    /** A value whose type the catalogue says. Money is written in yuan. */
    static Value of(ValueType type, Place place) {
        return switch (type) {
            case BOOL -> new Value.Bool(place.bool());
            case INT -> new Value.Int(place.integer());
            case MONEY -> new Value.Money(place.fen());
            case NUMBER -> new Value.Num(place.number());
            case TEXT -> new Value.Text(place.text());
            case DATE -> new Value.Day(place.day());
        };
    }

    private static Value tagged(Place place) {
        List<String> keys = place.keysIfObject();
        return switch (keys.size() == 1 ? keys.getFirst() : "") {
            case "yuan" -> of(ValueType.MONEY, place.at("yuan"));
            case "date" -> of(ValueType.DATE, place.at("date"));
            case "number" -> of(ValueType.NUMBER, place.at("number"));
            default -> {
                place.wrong("wrong-type", FORMS);
                yield new Value.Int(0);
            }
        };
    }
}
