package city.huitong.catalog;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Turns names into SQL identifiers. The only way by which a name that somebody wrote reaches a statement: whatever is not a
 * plain name of at most 63 characters is refused, and what remains is quoted, so that it means a name and nothing else.
 */
public final class SqlName {

    private static final Pattern PLAIN = Pattern.compile("[a-z_][A-Za-z0-9_-]{0,62}");
    /** Every table of PostgreSQL has these already. */
    private static final Set<String> TAKEN = Set.of("tableoid", "xmin", "cmin", "xmax", "cmax", "ctid");

    private SqlName() {}

    /** The quoted identifier. */
    public static String quote(String name) {
        if (!fits(name)) {
            throw new IllegalArgumentException("not the name of a table or column");
        }
        return '"' + name + '"';
    }

    /** Whether the text may name a table or column. */
    public static boolean fits(String name) {
        return PLAIN.matcher(name).matches() && !TAKEN.contains(name);
    }
}
