package city.huitong.catalog;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes a document tree as compact JSON. Kept here so that values of the catalogue need no JSON library. */
final class JsonText {

    private static final char FIRST_PRINTABLE = ' ';

    private JsonText() {}

    static String of(@Nullable Object tree) {
        return switch (tree) {
            case null -> "null";
            case Map<?, ?> object -> object(object);
            case List<?> array -> array.stream().map(JsonText::of).collect(Collectors.joining(",", "[", "]"));
            case BigDecimal number -> number.toPlainString();
            case Boolean flag -> flag.toString();
            default -> quoted(tree.toString());
        };
    }

    private static String object(Map<?, ?> object) {
        return object.entrySet().stream()
                .map(entry -> quoted(entry.getKey().toString()) + ":" + of(entry.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String quoted(String text) {
        var json = new StringBuilder(text.length() + 2).append('"');
        text.chars().forEach(unit -> append(json, (char) unit));
        return json.append('"').toString();
    }

    private static void append(StringBuilder json, char unit) {
        if (unit == '"' || unit == '\\') {
            json.append('\\').append(unit);
        } else if (unit < FIRST_PRINTABLE) {
            json.append(String.format("\\u%04x", (int) unit));
        } else {
            json.append(unit);
        }
    }
}
