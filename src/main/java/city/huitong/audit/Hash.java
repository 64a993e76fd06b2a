package city.huitong.audit;

import java.util.Arrays;
import java.util.Base64;

/** A SHA-256 hash of the log: of a leaf, of an inner node, of a whole tree. */
public final class Hash {

    /** Its length. */
    public static final int BYTES = 32;

    private final byte[] value;

    private Hash(byte[] value) {
        this.value = value;
    }

    /** The hash of exactly 32 bytes. Throws {@link NotVerified} for any other length. */
    public static Hash of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new NotVerified("a hash has 32 bytes");
        }
        return new Hash(bytes.clone());
    }

    /** The i-th of hashes that follow each other without gaps, as in a tile. */
    public static Hash at(byte[] hashes, int i) {
        return new Hash(Arrays.copyOfRange(hashes, i * BYTES, (i + 1) * BYTES));
    }

    /** Reads base64 (RFC 4648, section 4, with padding). Throws {@link NotVerified} for anything else. */
    public static Hash parse(String base64) {
        return of(Base64Text.decode(base64));
    }

    /** Takes the bytes without a copy; for those who made them. */
    static Hash owning(byte[] bytes) {
        return new Hash(bytes);
    }

    /** A copy of the bytes. */
    public byte[] bytes() {
        return value.clone();
    }

    /** The bytes themselves; for those who only read them. */
    byte[] raw() {
        return value;
    }

    /** Writes the bytes as the i-th of hashes that follow each other. */
    public void putInto(byte[] hashes, int i) {
        System.arraycopy(value, 0, hashes, i * BYTES, BYTES);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash hash && Arrays.equals(value, hash.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }

    /** In base64, as checkpoints and proofs write it. */
    @Override
    public String toString() {
        return Base64.getEncoder().encodeToString(value);
    }
}
