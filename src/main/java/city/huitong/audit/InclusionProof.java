package city.huitong.audit;

import java.util.List;

/**
 * Shows that a leaf is in a tree (RFC 6962, section 2.1.1).
 *
 * @param index the leaf's place, from 0
 * @param size the tree's number of leaves
 * @param hashes from the leaf's sibling to the root's child; at most 63
 */
public record InclusionProof(long index, long size, List<Hash> hashes) {

    /** No tree whose size fits into 63 bits needs more hashes in a proof. */
    public static final int MAX_HASHES = 63;

    /** Throws {@link NotVerified} when no tree has such a proof. */
    public InclusionProof {
        hashes = List.copyOf(hashes);
        if (index < 0 || index >= size) {
            throw new NotVerified("the proof's index is not in its tree");
        }
        if (hashes.size() > MAX_HASHES) {
            throw new NotVerified("a proof has at most " + MAX_HASHES + " hashes");
        }
    }

    /** Throws {@link NotVerified} unless the tree with this root has this leaf at the index. */
    public void verify(Hash leaf, Hash root) {
        if (!rootFrom(leaf).equals(root)) {
            throw new NotVerified("the proof does not lead from the leaf to the root");
        }
    }

    /** As RFC 9162, section 2.1.3.2, climbs it. */
    private Hash rootFrom(Hash leaf) {
        var node = leaf;
        var at = index;
        var last = size - 1;
        for (var sibling : hashes) {
            if (last == 0) {
                throw new NotVerified("the proof has more hashes than its tree has levels");
            }
            if ((at & 1) == 1 || at == last) {
                node = MerkleTree.node(sibling, node);
                var skipped = Long.numberOfTrailingZeros(at);
                at >>= skipped;
                last >>= skipped;
            } else {
                node = MerkleTree.node(node, sibling);
            }
            at >>= 1;
            last >>= 1;
        }
        if (last != 0) {
            throw new NotVerified("the proof has fewer hashes than its tree has levels");
        }
        return node;
    }
}
