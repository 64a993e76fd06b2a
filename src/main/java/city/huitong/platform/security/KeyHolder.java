package city.huitong.platform.security;

import java.util.UUID;

/**
 * Whose API key it is.
 *
 * @param client the client's identifier; its name as a caller is {@link #caller()}
 * @param key the key's identifier, which is no secret
 * @param tier how much it may ask for
 */
public record KeyHolder(UUID client, UUID key, KeyTier tier) {

    /** What the client is called among callers. */
    public String caller() {
        return "client-" + client;
    }
}
