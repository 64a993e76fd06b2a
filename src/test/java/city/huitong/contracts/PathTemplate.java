package city.huitong.contracts;

import java.util.Comparator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A path of the OpenAPI document, in the order in which requests try them: the most literal first. */
record PathTemplate(String text, Pattern pattern) implements Comparable<PathTemplate> {

    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");
    private static final Comparator<PathTemplate> ORDER = Comparator.comparingLong(PathTemplate::parameters)
            .thenComparingInt(template -> -template.text.length())
            .thenComparing(PathTemplate::text);

    PathTemplate(String text) {
        this(text, Pattern.compile(PARAMETER.matcher(text).replaceAll(PathTemplate::segments)));
    }

    boolean fits(String path) {
        return pattern.matcher(path).matches();
    }

    /** A parameter is one segment, except the path of a tile (tlog-tiles): OpenAPI cannot say that it has several. */
    private static String segments(MatchResult parameter) {
        return parameter.group(1).equals("path") ? ".+" : "[^/]+";
    }

    private long parameters() {
        return PARAMETER.matcher(text).results().count();
    }

    @Override
    public int compareTo(PathTemplate other) {
        return ORDER.compare(this, other);
    }
}
