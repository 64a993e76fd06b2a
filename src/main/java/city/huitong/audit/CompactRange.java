package city.huitong.audit;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A growing tree of which only the roots of its perfect subtrees are kept, at most 63: enough to append and to know the root.
 * One for each bit of the size, the largest first.
 */
public final class CompactRange {

    private final Deque<Hash> peaks = new ArrayDeque<>();
    private long size;

    /** Appends the next leaf. */
    public void append(Hash leaf) {
        appendSubtree(leaf, 0);
    }

    /**
     * Appends a perfect subtree of 2^height leaves. The size must be a multiple of that.
     *
     * @param height 0 for a leaf
     */
    void appendSubtree(Hash root, int height) {
        var merged = root;
        for (int bit = height; (size >> bit & 1) == 1; bit++) {
            merged = MerkleTree.node(peaks.pop(), merged);
        }
        peaks.push(merged);
        size += 1L << height;
    }

    /** How many leaves there are. */
    public long size() {
        return size;
    }

    /** The root of the tree so far. */
    public Hash root() {
        Hash root = null;
        for (var peak : peaks) {
            root = root == null ? peak : MerkleTree.node(peak, root);
        }
        return root == null ? MerkleTree.EMPTY_ROOT : root;
    }
}
