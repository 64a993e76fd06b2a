package city.huitong.audit;

import java.util.ArrayList;
import java.util.List;

/**
 * Shows that a tree begins with all leaves of an earlier one (RFC 6962, section 2.1.2).
 *
 * @param from the earlier tree's number of leaves, from 1: every tree begins with the empty one, which proves nothing
 * @param to the later tree's number of leaves
 * @param hashes at most 63
 */
public record ConsistencyProof(long from, long to, List<Hash> hashes) {

    /** Throws {@link NotVerified} when no two trees have such a proof. */
    public ConsistencyProof {
        hashes = List.copyOf(hashes);
        if (from < 1 || from > to) {
            throw new NotVerified("a consistency proof goes from a tree with leaves to one that is not smaller");
        }
        if (hashes.size() > InclusionProof.MAX_HASHES) {
            throw new NotVerified("a proof has at most " + InclusionProof.MAX_HASHES + " hashes");
        }
    }

    /** Throws {@link NotVerified} unless the tree with the second root begins with that of the first. */
    public void verify(Hash fromRoot, Hash toRoot) {
        if (from == to) {
            verifySame(fromRoot, toRoot);
            return;
        }
        if (hashes.isEmpty()) {
            throw new NotVerified("the proof is empty");
        }
        climb(fromRoot, toRoot);
    }

    private void verifySame(Hash fromRoot, Hash toRoot) {
        if (!hashes.isEmpty() || !fromRoot.equals(toRoot)) {
            throw new NotVerified("two trees of the same size are not the same");
        }
    }

    /** As RFC 9162, section 2.1.4.2, climbs both trees at once. */
    private void climb(Hash fromRoot, Hash toRoot) {
        var path = path(fromRoot);
        var skipped = Long.numberOfTrailingZeros(from);
        var at = (from - 1) >> skipped;
        var last = (to - 1) >> skipped;
        var earlier = path.getFirst();
        var later = earlier;
        for (var hash : path.subList(1, path.size())) {
            if (last == 0) {
                throw new NotVerified("the proof has more hashes than its tree has levels");
            }
            if ((at & 1) == 1 || at == last) {
                earlier = MerkleTree.node(hash, earlier);
                later = MerkleTree.node(hash, later);
                var zeros = Long.numberOfTrailingZeros(at);
                at >>= zeros;
                last >>= zeros;
            } else {
                later = MerkleTree.node(later, hash);
            }
            at >>= 1;
            last >>= 1;
        }
        if (last != 0 || !earlier.equals(fromRoot) || !later.equals(toRoot)) {
            throw new NotVerified("the later tree does not begin with the earlier one");
        }
    }

    /** A perfect earlier tree is a node of the later one, so its proof leaves it out. */
    private List<Hash> path(Hash fromRoot) {
        if (Long.bitCount(from) != 1) {
            return hashes;
        }
        var path = new ArrayList<Hash>(hashes.size() + 1);
        path.add(fromRoot);
        path.addAll(hashes);
        return path;
    }
}
