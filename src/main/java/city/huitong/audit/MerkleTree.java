package city.huitong.audit;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** How the log hashes (RFC 6962, section 2.1): leaves and nodes are told apart by a first byte. */
public final class MerkleTree {

    /** The root of the tree without leaves. */
    public static final Hash EMPTY_ROOT = Hash.owning(sha256().digest());

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private MerkleTree() {}

    /** The hash of a leaf. */
    public static Hash leaf(byte[] entry) {
        var sha = sha256();
        sha.update(LEAF);
        return Hash.owning(sha.digest(entry));
    }

    /** The hash of a node over its two children. */
    public static Hash node(Hash left, Hash right) {
        var sha = sha256();
        sha.update(NODE);
        sha.update(left.raw());
        return Hash.owning(sha.digest(right.raw()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
