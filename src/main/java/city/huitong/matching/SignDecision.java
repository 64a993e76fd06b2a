package city.huitong.matching;

import city.huitong.platform.security.CanonicalJson;
import city.huitong.platform.security.SigningKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts the hub's name to what a decision says. */
@ApplicationScoped
class SignDecision {

    /** The {@code typ} of the signature (RFC 8725 section 3.11). */
    static final String TYPE = "huitong-decision+jws";

    private final SigningKeys keys;
    private final String engine;

    SignDecision(SigningKeys keys, @ConfigProperty(name = "quarkus.application.version") String engine) {
        this.keys = keys;
        this.engine = engine;
    }

    /** Signs it. The hash is over the content alone, so that it outlives the version of the hub that computed it. */
    SignedDecision sign(Map<String, Object> content) {
        var document = new LinkedHashMap<>(content);
        var hash = CanonicalJson.sha256(content);
        document.put("engine", engine);
        document.put("hash", hash);
        document.put("signature", keys.signature(TYPE, document));
        return new SignedDecision(document, hash);
    }
}
