package city.huitong.audit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A tree of a given size, read from tiles: its root and its proofs, in the words of RFC 6962, section 2.1. Reading blocks.
 * Tiles are remembered, so use one for a few proofs and not for ever.
 */
public final class TiledTree {

    private final TileSource tiles;
    private final long size;
    private final Map<TilePath, byte[]> read = new HashMap<>();

    /** The tree of the first so many leaves. */
    public TiledTree(TileSource tiles, long size) {
        this.tiles = tiles;
        this.size = size;
    }

    /** Its root, computed from the hashes at the right edge. */
    public Hash root() throws IOException {
        return size == 0 ? MerkleTree.EMPTY_ROOT : range(0, size);
    }

    /** The hash of a leaf. */
    public Hash leaf(long index) throws IOException {
        return subtree(0, index);
    }

    /** Shows that the leaf is in the tree. Throws {@link NotVerified} when the tree has no such index. */
    public InclusionProof inclusion(long index) throws IOException {
        if (index < 0 || index >= size) {
            throw new NotVerified("the tree has no such index");
        }
        var hashes = new ArrayList<Hash>();
        path(index, 0, size, hashes);
        return new InclusionProof(index, size, hashes);
    }

    /** Shows that the tree begins with the one of this size, from 1. Throws {@link NotVerified} for any other size. */
    public ConsistencyProof consistency(long from) throws IOException {
        if (from < 1 || from > size) {
            throw new NotVerified("the tree had no such size");
        }
        var hashes = new ArrayList<Hash>();
        subproof(from, 0, size, true, hashes);
        return new ConsistencyProof(from, size, hashes);
    }

    /** PATH(m, D[from:to]). */
    private void path(long index, long from, long to, List<Hash> hashes) throws IOException {
        if (to - from == 1) {
            return;
        }
        var middle = middle(from, to);
        if (index < middle) {
            path(index, from, middle, hashes);
            hashes.add(range(middle, to));
        } else {
            path(index, middle, to, hashes);
            hashes.add(range(from, middle));
        }
    }

    /** SUBPROOF(m, D[from:to], b), where the earlier tree ends before {@code end}. */
    private void subproof(long end, long from, long to, boolean whole, List<Hash> hashes) throws IOException {
        if (end == to) {
            if (!whole) {
                hashes.add(range(from, to));
            }
            return;
        }
        var middle = middle(from, to);
        if (end <= middle) {
            subproof(end, from, middle, whole, hashes);
            hashes.add(range(middle, to));
        } else {
            subproof(end, middle, to, false, hashes);
            hashes.add(range(from, middle));
        }
    }

    /** MTH(D[from:to]); from is a multiple of the largest power of two that is not larger than the range. */
    private Hash range(long from, long to) throws IOException {
        var leaves = to - from;
        if (Long.bitCount(leaves) == 1) {
            var height = Long.numberOfTrailingZeros(leaves);
            return subtree(height, from >> height);
        }
        var middle = middle(from, to);
        return MerkleTree.node(range(from, middle), range(middle, to));
    }

    /** The n-th perfect subtree of this height. */
    private Hash subtree(int height, long n) throws IOException {
        var level = height / TilePath.HEIGHT;
        var inTile = height % TilePath.HEIGHT;
        var first = n << inTile;
        var hashes = tile(TilePath.in(size, level, first / TilePath.FULL));
        return perfect(hashes, (int) (first % TilePath.FULL), 1 << inTile);
    }

    private byte[] tile(TilePath path) throws IOException {
        var known = read.get(path);
        if (known != null) {
            return known;
        }
        var hashes = tiles.read(path);
        if (hashes.length < path.width() * Hash.BYTES) {
            throw new NotVerified(path + " is too short");
        }
        read.put(path, hashes);
        return hashes;
    }

    /** The root of a full tile, which is a hash of the tile above it. */
    public static Hash tileRoot(byte[] hashes) {
        return perfect(hashes, 0, TilePath.FULL);
    }

    /** The root of so many hashes of a tile, a power of two, that follow each other. */
    static Hash perfect(byte[] hashes, int first, int count) {
        if (count == 1) {
            return Hash.at(hashes, first);
        }
        var half = count / 2;
        return MerkleTree.node(perfect(hashes, first, half), perfect(hashes, first + half, half));
    }

    /** Where the left subtree ends: the largest power of two smaller than the range. */
    private static long middle(long from, long to) {
        return from + Long.highestOneBit(to - from - 1);
    }
}
