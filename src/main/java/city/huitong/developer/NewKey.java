package city.huitong.developer;

import city.huitong.platform.security.KeyDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** A key that has just been made: the one time that anybody sees it. No record, so that nothing prints it. */
public final class NewKey {

    private static final String PREFIX = "ht_";
    private static final int BYTES = 32;
    private static final int SHOWN = 4;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String text;
    private final ClientKey key;

    private NewKey(String text, ClientKey key) {
        this.text = text;
        this.key = key;
    }

    static NewKey of(UUID id, Instant now) {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        var text = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var lastFour = text.substring(text.length() - SHOWN);
        return new NewKey(text, new ClientKey(id, lastFour, now, Optional.empty(), Optional.empty()));
    }

    /** The key itself. */
    public String text() {
        return text;
    }

    /** What may be shown of it from now on. */
    public ClientKey key() {
        return key;
    }

    /** What is kept of it. */
    public byte[] digest() {
        return KeyDigest.of(text);
    }
}
