package city.huitong.catalog;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names a fact: {@code person.hukou}.
 *
 * @param kind whose attribute it is
 * @param property the name without the kind, in camelCase; also its column in the table of facts
 */
public record FactName(SubjectKind kind, String property) {

    /** What a name looks like, as a regular expression. */
    public static final String FORM = "(person|household|enterprise)\\.[a-z][a-zA-Z0-9]{0,48}";

    private static final Pattern PROPERTY = Pattern.compile("[a-z][a-zA-Z0-9]{0,48}");

    /** The fact that links a person to a household. */
    public static final FactName HOUSEHOLD_OF_PERSON = new FactName(SubjectKind.PERSON, "household");

    public FactName {
        if (!PROPERTY.matcher(property).matches() || !SqlName.fits(property)) {
            throw new IllegalArgumentException("a fact's name looks like " + FORM);
        }
    }

    /** The name in the text; empty if it is none. */
    public static Optional<FactName> parse(String text) {
        var dot = text.indexOf('.');
        if (!text.matches(FORM) || !SqlName.fits(text.substring(dot + 1))) {
            return Optional.empty();
        }
        return SubjectKind.parse(text.substring(0, dot)).map(kind -> new FactName(kind, text.substring(dot + 1)));
    }

    @Override
    public String toString() {
        return kind.word() + "." + property;
    }
}
