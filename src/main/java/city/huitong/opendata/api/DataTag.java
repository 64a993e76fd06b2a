package city.huitong.opendata.api;

import city.huitong.ingest.DataVersion;
import city.huitong.opendata.Question;
import city.huitong.opendata.RecordQuery;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Entity tags of answers (RFC 9110 section 8.8.3): the version of the data, the question, and the page. Weak, since the same answer may be
 * compressed or not.
 */
final class DataTag {

    /** A tag without the mark of a weak one. It has no quotes within. */
    private static final Pattern OPAQUE = Pattern.compile("\"[^\"]*\"");

    private DataTag() {}

    /** @param page what tells this page of the question from others */
    static String of(Question question, DataVersion version, String page) {
        var count = question instanceof RecordQuery query ? query.count().word() : "";
        return "W/\"" + version.number() + "-" + question.fingerprint() + "-" + question.limit() + count + "-"
                + HexFormat.of().toHexDigits(page.hashCode()) + "\"";
    }

    /** Who may keep the answer, to ask again with its tag: nobody but its reader where others may read less. */
    static String caching(Question question) {
        return question.dataset().isAgreed() ? "private, no-cache" : "public, no-cache";
    }

    /** Whether {@code If-None-Match} is met by something that is there and has this tag. */
    static boolean isKnown(@Nullable String ifNoneMatch, String tag) {
        return isAny(ifNoneMatch) || isNamed(ifNoneMatch, tag);
    }

    /**
     * Whether it names this tag, in a list or alone, weak or strong (RFC 9110 section 13.1.2): some caches make a tag strong on the way.
     */
    static boolean isNamed(@Nullable String ifNoneMatch, String tag) {
        return ifNoneMatch != null
                && OPAQUE.matcher(ifNoneMatch).results().anyMatch(known -> tag.endsWith(known.group()));
    }

    /** Whether it names whatever there is, which is known only when that has been found. */
    static boolean isAny(@Nullable String ifNoneMatch) {
        return ifNoneMatch != null && ifNoneMatch.strip().equals("*");
    }
}
