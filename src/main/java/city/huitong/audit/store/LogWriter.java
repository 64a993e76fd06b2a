package city.huitong.audit.store;

import city.huitong.audit.Bundle;
import city.huitong.audit.Checkpoint;
import city.huitong.audit.Hash;
import city.huitong.audit.LogKey;
import city.huitong.audit.MerkleTree;
import city.huitong.audit.NotVerified;
import city.huitong.audit.TilePath;
import city.huitong.audit.TiledTree;
import city.huitong.audit.VerifierKey;
import city.huitong.audit.store.LogFolder.Tile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Extends the files of the log and signs, but nothing that does not extend what was signed before. What does not fit is a
 * {@link NotVerified}. Every method blocks; nothing is remembered from one call to the next, so that every call checks what is
 * really there.
 */
final class LogWriter {

    private final LogFolder folder;
    private final LogKey key;
    private final List<VerifierKey> known;

    /**
     * Writes to this folder with this key.
     *
     * @param former keys that may have signed what is there
     */
    LogWriter(LogFolder folder, LogKey key, List<VerifierKey> former) {
        this.folder = folder;
        this.key = key;
        var keys = new ArrayList<>(former);
        keys.add(key.verifier());
        this.known = List.copyOf(keys);
    }

    /** Reads a checkpoint that this log has signed. Throws {@link NotVerified} for any other. */
    Checkpoint parse(String note) {
        return Checkpoint.verified(note, known);
    }

    /**
     * What was signed last, after a look whether the tiles still have its root.
     *
     * @param numbered how many leaves the database has; a log that has some must have signed something
     */
    Checkpoint signed(long numbered) throws IOException {
        var note = folder.signed();
        if (note.isEmpty()) {
            return begin(numbered);
        }
        var signed = parse(note.get());
        if (numbered < signed.size()) {
            throw new NotVerified("the database has " + numbered + " leaves, but " + signed.size() + " were signed");
        }
        if (!new TiledTree(folder, signed.size()).root().equals(signed.root())) {
            throw new NotVerified("the tiles do not have the root that was signed");
        }
        if (!note.equals(folder.checkpoint())) {
            // The last round ended between signing and publishing.
            folder.publish(note.get());
        }
        return signed;
    }

    private Checkpoint begin(long numbered) throws IOException {
        if (numbered > 0 || folder.checkpoint().isPresent()) {
            throw new NotVerified("what was signed last is not known any more");
        }
        var empty = Checkpoint.empty(key.verifier().name());
        sign(empty);
        return empty;
    }

    /**
     * Adds leaves to what was signed, and signs the longer log.
     *
     * @param first the index of the first entry, where a bundle begins, at most the signed size: the entries that were signed
     *     already are compared
     */
    Checkpoint extend(Checkpoint signed, long first, List<String> entries) throws IOException {
        var bytes = bytes(entries);
        compare(signed, first, bytes);
        var size = first + entries.size();
        if (size == signed.size()) {
            return signed;
        }
        var tiles = tiles(first, bytes);
        folder.write(tiles);
        var longer = check(signed, size);
        sign(longer);
        folder.removePartials(tiles);
        return longer;
    }

    /** Writes bundles and tiles without signing anything. What comes before the first entry, a bundle's beginning, is there. */
    void write(long first, List<String> entries) throws IOException {
        folder.write(tiles(first, bytes(entries)));
    }

    private static List<byte[]> bytes(List<String> entries) {
        return entries.stream()
                .map(entry -> entry.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    private List<Tile> tiles(long first, List<byte[]> entries) throws IOException {
        var tiles = bundles(first, first + entries.size(), entries);
        tiles.addAll(hashTiles(first, entries.stream().map(MerkleTree::leaf).toList()));
        return tiles;
    }

    private void compare(Checkpoint signed, long first, List<byte[]> entries) throws IOException {
        var tree = new TiledTree(folder, signed.size());
        for (long index = first; index < signed.size(); index++) {
            if (!isLeaf(tree, index, entries, (int) (index - first))) {
                throw new NotVerified("the database's leaf " + index + " is not the one that was signed");
            }
        }
    }

    private static boolean isLeaf(TiledTree tree, long index, List<byte[]> entries, int place) throws IOException {
        return place < entries.size() && tree.leaf(index).equals(MerkleTree.leaf(entries.get(place)));
    }

    private static List<Tile> bundles(long first, long size, List<byte[]> entries) {
        var bundles = new ArrayList<Tile>();
        for (int from = 0; from < entries.size(); from += TilePath.FULL) {
            var path = TilePath.in(size, TilePath.ENTRIES, (first + from) / TilePath.FULL);
            bundles.add(new Tile(path, Bundle.of(entries.subList(from, from + path.width()))));
        }
        return bundles;
    }

    /** The tiles that change on every level: each level's hashes are the roots of the full tiles below. */
    private List<Tile> hashTiles(long first, List<Hash> leaves) throws IOException {
        var tiles = new ArrayList<Tile>();
        var from = first;
        var hashes = leaves;
        for (int level = 0; !hashes.isEmpty(); level++) {
            var written = tiles(level, from, hashes);
            tiles.addAll(written);
            var full = written.stream().filter(tile -> tile.path().isFull()).toList();
            hashes = full.isEmpty() ? List.of() : withEarlier(level + 1, full);
            from = full.isEmpty() ? 0 : full.getFirst().path().number() / TilePath.FULL * TilePath.FULL;
        }
        return tiles;
    }

    private static List<Tile> tiles(int level, long first, List<Hash> hashes) {
        var tiles = new ArrayList<Tile>();
        for (int from = 0; from < hashes.size(); from += TilePath.FULL) {
            var width = Math.min(TilePath.FULL, hashes.size() - from);
            var path = new TilePath(level, (first + from) / TilePath.FULL, width);
            tiles.add(new Tile(path, concatenated(hashes.subList(from, from + width))));
        }
        return tiles;
    }

    /** The roots of tiles that have become full, after those that their level's tile holds already. */
    private List<Hash> withEarlier(int level, List<Tile> full) throws IOException {
        var hashes = new ArrayList<Hash>();
        var number = full.getFirst().path().number();
        var there = (int) (number % TilePath.FULL);
        if (there > 0) {
            var tile = folder.read(new TilePath(level, number / TilePath.FULL, there));
            for (int i = 0; i < there; i++) {
                hashes.add(Hash.at(tile, i));
            }
        }
        full.forEach(tile -> hashes.add(TiledTree.tileRoot(tile.bytes())));
        return hashes;
    }

    private static byte[] concatenated(List<Hash> hashes) {
        var bytes = new byte[hashes.size() * Hash.BYTES];
        for (int i = 0; i < hashes.size(); i++) {
            hashes.get(i).putInto(bytes, i);
        }
        return bytes;
    }

    /** Reads the longer tree back from the files and proves that it extends the signed one. */
    private Checkpoint check(Checkpoint signed, long size) throws IOException {
        var tree = new TiledTree(folder, size);
        var root = tree.root();
        if (signed.size() > 0) {
            tree.consistency(signed.size()).verify(signed.root(), root);
        }
        return new Checkpoint(signed.origin(), size, root);
    }

    /** Keeps what is signed before anybody can see it: it must never be forgotten. */
    void sign(Checkpoint checkpoint) throws IOException {
        try (var _ = folder.tryLock().orElseThrow(() -> new IOException("another process is publishing the log"))) {
            var kept = folder.signed();
            if (kept.isPresent() && parse(kept.get()).size() > checkpoint.size()) {
                throw new IOException("another process has published a longer log");
            }
            var note = key.sign(checkpoint).toString();
            folder.keepSigned(note);
            folder.publish(note);
        }
    }
}
