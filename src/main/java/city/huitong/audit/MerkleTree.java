package city.huitong.audit;

import city.huitong.platform.security.Sha256;

/** How the log hashes (RFC 6962, section 2.1): leaves and nodes are told apart by a first byte. */
public final class MerkleTree {

    /** The root of the tree without leaves. */
    public static final Hash EMPTY_ROOT = Hash.owning(Sha256.fresh().digest());

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private MerkleTree() {}

    /** The hash of a leaf. */
    public static Hash leaf(byte[] entry) {
        var sha = Sha256.fresh();
        sha.update(LEAF);
        return Hash.owning(sha.digest(entry));
    }

    /** The hash of a node over its two children. */
    public static Hash node(Hash left, Hash right) {
        var sha = Sha256.fresh();
        sha.update(NODE);
        sha.update(left.raw());
        return Hash.owning(sha.digest(right.raw()));
    }
}
