package city.huitong.audit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checks a whole log: every entry against its hash, every tile against the one above it, and the root against the signed
 * checkpoint. Takes leaves one by one, in order, and keeps no more than the right edge.
 */
public final class LogVerifier {

    private final Checkpoint checkpoint;
    private final Optional<Checkpoint> earlier;
    private final CompactRange tree = new CompactRange();

    /**
     * Begins a check.
     *
     * @param checkpoint what the log has signed
     * @param earlier what it had signed before, kept by whoever checks; the log must begin with it
     */
    public LogVerifier(Checkpoint checkpoint, Optional<Checkpoint> earlier) {
        this.checkpoint = checkpoint;
        this.earlier = earlier;
        if (earlier.filter(before -> before.size() > checkpoint.size()).isPresent()) {
            throw new NotVerified("the log has become smaller");
        }
    }

    /** Takes the next leaf. */
    public void add(byte[] entry) {
        add(MerkleTree.leaf(entry));
    }

    private void add(Hash leaf) {
        earlier.ifPresent(this::compare);
        if (tree.size() == checkpoint.size()) {
            throw new NotVerified("there are more leaves than were signed");
        }
        tree.append(leaf);
    }

    private void compare(Checkpoint before) {
        if (tree.size() == before.size() && !tree.root().equals(before.root())) {
            throw new NotVerified("the log does not begin with the earlier one");
        }
    }

    /** Throws {@link NotVerified} unless the leaves taken are those that were signed. */
    public void finish() {
        earlier.ifPresent(this::compare);
        if (tree.size() != checkpoint.size()) {
            throw new NotVerified("there are " + tree.size() + " leaves, but " + checkpoint.size() + " were signed");
        }
        if (!tree.root().equals(checkpoint.root())) {
            throw new NotVerified("the leaves do not have the signed root");
        }
    }

    /** Takes all leaves from bundles, comparing every tile on the way. Blocks. */
    public void addAll(TileSource tiles) throws IOException {
        var levels = new TileLevels(tiles, checkpoint.size());
        for (long first = 0; first < checkpoint.size(); first += TilePath.FULL) {
            for (var entry : entries(tiles, first)) {
                var leaf = MerkleTree.leaf(entry);
                add(leaf);
                levels.add(0, leaf);
            }
        }
        levels.finish();
    }

    private List<byte[]> entries(TileSource tiles, long first) throws IOException {
        var path = TilePath.in(checkpoint.size(), TilePath.ENTRIES, first / TilePath.FULL);
        return Bundle.entries(tiles.read(path), path.width());
    }

    /** Collects hashes until a tile of their level is complete, compares it, and hands its root to the level above. */
    private static final class TileLevels {

        private final TileSource tiles;
        private final long size;
        private final List<List<Hash>> levels = new ArrayList<>();
        private final List<Long> numbers = new ArrayList<>();

        TileLevels(TileSource tiles, long size) {
            this.tiles = tiles;
            this.size = size;
        }

        void add(int level, Hash hash) throws IOException {
            if (level == levels.size()) {
                levels.add(new ArrayList<>(TilePath.FULL));
                numbers.add(0L);
            }
            var hashes = levels.get(level);
            hashes.add(hash);
            if (hashes.size() == TilePath.FULL) {
                var tile = compare(level, hashes);
                hashes.clear();
                numbers.set(level, numbers.get(level) + 1);
                add(level + 1, TiledTree.perfect(tile, 0, TilePath.FULL));
            }
        }

        void finish() throws IOException {
            for (int level = 0; level < levels.size(); level++) {
                if (!levels.get(level).isEmpty()) {
                    compare(level, levels.get(level));
                }
            }
        }

        private byte[] compare(int level, List<Hash> hashes) throws IOException {
            var path = TilePath.in(size, level, numbers.get(level));
            var tile = tiles.read(path);
            for (int i = 0; i < hashes.size(); i++) {
                if (tile.length < (i + 1) * Hash.BYTES || !Hash.at(tile, i).equals(hashes.get(i))) {
                    throw new NotVerified(path + " differs from what it is made of");
                }
            }
            return tile;
        }
    }
}
