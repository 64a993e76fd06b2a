package city.huitong.platform.security;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * A signed JSON Web Token in its compact form (RFC 7515 section 7.1), taken apart and not verified.
 *
 * @param header the JOSE header
 * @param claims what it says
 */
record CompactToken(JsonObject header, JsonObject claims) {

    private static final int PARTS = 3;

    /** Takes the token apart; empty when it has another form. */
    static Optional<CompactToken> parse(String text) {
        var parts = text.split("\\.", -1);
        if (parts.length != PARTS || parts[2].isEmpty()) {
            return Optional.empty();
        }
        try {
            Base64.getUrlDecoder().decode(parts[2]);
            return Optional.of(new CompactToken(json(parts[0]), json(parts[1])));
        } catch (IllegalArgumentException | DecodeException | ClassCastException _) {
            return Optional.empty();
        }
    }

    /** The algorithm of the signature; empty text when the header names none. */
    String algorithm() {
        return text(header, "alg");
    }

    /** A member that is text; empty text for everything else. */
    static String text(JsonObject object, String name) {
        return object.getValue(name) instanceof String text ? text : "";
    }

    private static JsonObject json(String part) {
        return new JsonObject(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
    }
}
