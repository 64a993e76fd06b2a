package city.huitong.opendata.api;

import city.huitong.ingest.DataVersion;
import city.huitong.opendata.Question;
import city.huitong.opendata.RecordQuery;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Entity tags of answers (RFC 9110 section 8.8.3): the version of the data, the question, and the page. Weak, since the same answer may be
 * compressed or not.
 */
final class DataTag {

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

    /** Whether {@code If-None-Match} names this tag. Some caches make a tag strong on the way, which counts for nothing here. */
    static boolean isKnown(@Nullable String ifNoneMatch, String tag) {
        return ifNoneMatch != null
                && Arrays.stream(ifNoneMatch.split(",", -1))
                        .map(String::strip)
                        .anyMatch(known -> known.equals("*") || opaque(known).equals(opaque(tag)));
    }

    private static String opaque(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }
}
