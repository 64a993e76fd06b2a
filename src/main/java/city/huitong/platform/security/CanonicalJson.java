package city.huitong.platform.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.erdtman.jcs.JsonCanonicalizer;
import org.jose4j.json.JsonUtil;

/**
 * Documents in the one form of RFC 8785, so that whoever has the document computes the same hash and checks the same signature, however
 * they got it: maps, lists, texts, truth values, and whole numbers of at most 2^53 - 1, which every reader of JSON keeps.
 */
public final class CanonicalJson {

    private static final long LARGEST = (1L << 53) - 1;

    private CanonicalJson() {}

    /** The document's one form. */
    public static String text(Map<String, Object> document) {
        try {
            return new JsonCanonicalizer(JsonUtil.toJson(document)).getEncodedString();
        } catch (IOException e) {
            throw new UncheckedIOException("a document that was just written can be read", e);
        }
    }

    /** The SHA-256 of the document's one form in UTF-8, as 64 lower-case hexadecimal digits. */
    public static String sha256(Map<String, Object> document) {
        return Sha256.hex(text(document));
    }

    /** A whole number as a document has it: as text where a reader of JSON would round it. */
    public static Object number(long number) {
        return Math.abs(number) <= LARGEST && number != Long.MIN_VALUE ? number : (Object) Long.toString(number);
    }
}
