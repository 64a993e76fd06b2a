package city.huitong.platform.security;

/**
 * What is kept of an API key: its SHA-256 (FIPS 180-4). A slow hash protects what people choose; 256 random bits cannot be tried out,
 * however fast the hash is, and a request must not pay for it.
 */
public final class KeyDigest {

    private KeyDigest() {}

    public static byte[] of(String key) {
        return Sha256.of(key);
    }
}
