package city.huitong.consent;

import city.huitong.platform.security.Sha256;

/**
 * Names a request so that a repeat of it has the same effect and the same answer for 24 hours.
 *
 * @param client who sends it; two clients may use the same key
 * @param key the client's own word for it
 * @param digest over what is asked for; another request under the key is refused
 */
public record RequestKey(String client, String key, String digest) {

    /** The key of a request for all of this. */
    public static RequestKey of(String client, String key, Object... request) {
        return new RequestKey(client, key, Sha256.hexOfLines(request));
    }
}
