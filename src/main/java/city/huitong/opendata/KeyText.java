package city.huitong.opendata;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;

/** The values of a key as one text: commas between them; a comma or backslash within a value has a backslash before it. */
public final class KeyText {

    private static final char ESCAPE = '\\';
    private static final char BETWEEN = ',';

    private KeyText() {}

    /** The values as one text. */
    public static String join(List<String> values) {
        return values.stream().map(KeyText::escaped).collect(joining(","));
    }

    /** The values of a text, at least one. A backslash before anything else, or at the end, stands for itself. */
    public static List<String> split(String text) {
        var values = new ArrayList<String>();
        var value = new StringBuilder();
        for (var i = 0; i < text.length(); i++) {
            if (isEscape(text, i)) {
                i++;
                value.append(text.charAt(i));
            } else if (text.charAt(i) == BETWEEN) {
                values.add(value.toString());
                value.setLength(0);
            } else {
                value.append(text.charAt(i));
            }
        }
        values.add(value.toString());
        return values;
    }

    private static boolean isEscape(String text, int i) {
        return text.charAt(i) == ESCAPE
                && i + 1 < text.length()
                && (text.charAt(i + 1) == ESCAPE || text.charAt(i + 1) == BETWEEN);
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace(",", "\\,");
    }
}
