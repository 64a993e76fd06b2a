package city.huitong.catalog;

import java.util.regex.Pattern;

/**
 * Names a department in URLs, city packs and access tokens.
 *
 * @param value a lower-case word, parts joined by hyphens: {@code public-security}
 */
public record DepartmentId(String value) {

    /** What an identifier looks like, as a regular expression. */
    public static final String FORM = "[a-z][a-z0-9-]{1,40}";

    private static final Pattern PATTERN = Pattern.compile(FORM);

    public DepartmentId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("a department's id looks like " + FORM);
        }
    }

    /** Whether the text can name a department. */
    public static boolean isValid(String text) {
        return PATTERN.matcher(text).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
