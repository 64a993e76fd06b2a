package city.huitong.matching;

import city.huitong.platform.security.CanonicalJson;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A decision as {@code huitong.decision.v1} (ADR 0018), signed.
 *
 * @param document everything, with {@code hash} and {@code signature}
 * @param hash SHA-256 of what it says: the same whenever the same is asked
 */
public record SignedDecision(Map<String, Object> document, String hash) {

    public SignedDecision {
        document = Collections.unmodifiableMap(new LinkedHashMap<>(document));
    }

    /** The document in the one form of RFC 8785. */
    public String text() {
        return CanonicalJson.text(document);
    }

    /** A text of the document, for example its {@code outcome}. */
    public String text(String member) {
        return String.valueOf(document.get(member));
    }
}
