package city.huitong.audit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Trees written as RFC 6962, section 2.1, defines them, slowly and without tiles; and tiles cut from their leaves. */
public final class Leaves {

    private Leaves() {}

    /** So many different leaves. */
    public static List<Hash> hashes(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> MerkleTree.leaf(("leaf " + i).getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    /** MTH(D[n]). */
    public static Hash root(List<Hash> leaves) {
        if (leaves.isEmpty()) {
            return MerkleTree.EMPTY_ROOT;
        }
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        var k = Integer.highestOneBit(leaves.size() - 1);
        return MerkleTree.node(root(leaves.subList(0, k)), root(leaves.subList(k, leaves.size())));
    }

    /** PATH(m, D[n]). */
    public static List<Hash> path(int m, List<Hash> leaves) {
        var path = new ArrayList<Hash>();
        if (leaves.size() > 1) {
            var k = Integer.highestOneBit(leaves.size() - 1);
            var left = leaves.subList(0, k);
            var right = leaves.subList(k, leaves.size());
            path.addAll(m < k ? path(m, left) : path(m - k, right));
            path.add(root(m < k ? right : left));
        }
        return path;
    }

    /** Tiles of a log with these leaves. */
    static TileSource tiles(List<Hash> leaves) {
        var levels = new ArrayList<List<Hash>>();
        for (var level = leaves; !level.isEmpty(); level = above(level)) {
            levels.add(level);
        }
        return path -> tile(levels.get(path.level()), path);
    }

    private static List<Hash> above(List<Hash> level) {
        return IntStream.range(0, level.size() / TilePath.FULL)
                .mapToObj(i -> root(level.subList(i * TilePath.FULL, (i + 1) * TilePath.FULL)))
                .toList();
    }

    private static byte[] tile(List<Hash> level, TilePath path) {
        var bytes = new byte[path.width() * Hash.BYTES];
        IntStream.range(0, path.width())
                .forEach(i -> level.get((int) path.number() * TilePath.FULL + i).putInto(bytes, i));
        return bytes;
    }
}
