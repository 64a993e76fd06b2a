package city.huitong.expression;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The name somebody probably meant, by the fewest letters changed (Levenshtein). */
public final class NearestName {

    /** Names further apart than this share of their length are not worth suggesting. */
    private static final double FARTHEST = 0.4;

    private NearestName() {}

    static Optional<String> to(String written, Collection<String> names) {
        return names.stream()
                .filter(name -> isNear(written, name))
                .min(Comparator.comparingInt((String name) -> distance(written, name))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** The lengths first: what is written may be as long as an address. */
    private static boolean isNear(String written, String name) {
        var farthest = Math.max(1, FARTHEST * name.length());
        return Math.abs(written.length() - name.length()) <= farthest && distance(written, name) <= farthest;
    }

    /** {@code "; did you mean person.hukou?"}, or nothing if no name is near. */
    public static String hint(String written, Collection<String> names) {
        return to(written, names).map("; did you mean %s?"::formatted).orElse("");
    }

    private static int distance(String from, String to) {
        var row = new int[to.length() + 1];
        for (var j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (var i = 1; i <= from.length(); i++) {
            advance(row, from.charAt(i - 1), to);
        }
        return row[to.length()];
    }

    private static void advance(int[] row, char letter, String to) {
        var diagonal = row[0]++;
        for (var j = 1; j < row.length; j++) {
            var changed = diagonal + (letter == to.charAt(j - 1) ? 0 : 1);
            diagonal = row[j];
            row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
        }
    }
}
