package city.huitong.catalog;

import java.util.regex.Pattern;

/**
 * Names a dataset in URLs and city packs, and its table in schema {@code records}.
 *
 * @param value a lower-case word, parts joined by hyphens: {@code social-insurance}
 */
public record DatasetId(String value) {

    /** What an identifier looks like, as a regular expression. Short enough for the names of tables and indexes. */
    public static final String FORM = "[a-z][a-z0-9-]{1,40}";

    private static final Pattern PATTERN = Pattern.compile(FORM);

    public DatasetId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("a dataset's id looks like " + FORM);
        }
    }

    /** Whether the text can name a dataset. */
    public static boolean isValid(String text) {
        return PATTERN.matcher(text).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
