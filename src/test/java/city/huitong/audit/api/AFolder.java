package city.huitong.audit.api;

import city.huitong.audit.Bundle;
import city.huitong.audit.Checkpoint;
import city.huitong.audit.Hash;
import city.huitong.audit.Leaves;
import city.huitong.audit.LogKey;
import city.huitong.audit.MerkleTree;
import city.huitong.audit.TilePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A log as files, written the slow and obvious way. */
record AFolder(Path path, List<String> leaves, LogKey key) {

    static final LogKey KEY = new LogKey("hub.example/audit", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");

    static AFolder of(Path path, int size) throws IOException {
        var leaves = IntStream.range(0, size)
                .mapToObj(i -> "{\"id\":" + i + ",\"text\":\"汇通\"}")
                .toList();
        return of(path, leaves);
    }

    static AFolder of(Path path, List<String> leaves) throws IOException {
        var folder = new AFolder(path, leaves, KEY);
        folder.write(path.resolve("checkpoint"), folder.checkpoint().getBytes(StandardCharsets.UTF_8));
        folder.writeBundles();
        var level = folder.hashes();
        for (int number = 0; !level.isEmpty(); number++) {
            folder.writeTiles(number, level);
            level = folder.above(level);
        }
        return folder;
    }

    String checkpoint() {
        return key.sign(new Checkpoint(key.verifier().name(), leaves.size(), Leaves.root(hashes())))
                .toString();
    }

    String vkey() {
        return key.verifier().toString();
    }

    /** The proof of a leaf, as the hub answers it. */
    String proof(int index) {
        return "{\"leaf\":\"00000000-0000-0000-0000-000000000000\",\"index\":" + index + ",\"size\":" + leaves.size()
                + ",\"hashes\":["
                + String.join(
                        ",", path(index).stream().map(h -> "\"" + h + "\"").toList())
                + "],\"entry\":" + quoted(leaves.get(index)) + ",\"checkpoint\":" + quoted(checkpoint()) + "}";
    }

    List<Hash> path(int index) {
        return Leaves.path(index, hashes());
    }

    /** The log as the hub exports it. */
    String export() {
        var lines = new ArrayList<>(List.of("{\"checkpoint\":" + quoted(checkpoint()) + "}"));
        lines.addAll(leaves);
        return String.join("\n", lines) + "\n";
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }

    private List<Hash> hashes() {
        return leaves.stream()
                .map(leaf -> MerkleTree.leaf(leaf.getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    private List<Hash> above(List<Hash> level) {
        return IntStream.range(0, level.size() / TilePath.FULL)
                .mapToObj(i -> Leaves.root(level.subList(i * TilePath.FULL, (i + 1) * TilePath.FULL)))
                .toList();
    }

    private void writeBundles() throws IOException {
        for (int from = 0; from < leaves.size(); from += TilePath.FULL) {
            var some = leaves.subList(from, Math.min(leaves.size(), from + TilePath.FULL));
            var bytes = some.stream()
                    .map(leaf -> leaf.getBytes(StandardCharsets.UTF_8))
                    .toList();
            write(new TilePath(TilePath.ENTRIES, from / TilePath.FULL, some.size()), Bundle.of(bytes));
        }
    }

    private void writeTiles(int level, List<Hash> hashes) throws IOException {
        for (int from = 0; from < hashes.size(); from += TilePath.FULL) {
            var some = hashes.subList(from, Math.min(hashes.size(), from + TilePath.FULL));
            var bytes = new byte[some.size() * Hash.BYTES];
            IntStream.range(0, some.size()).forEach(i -> some.get(i).putInto(bytes, i));
            write(new TilePath(level, from / TilePath.FULL, some.size()), bytes);
        }
    }

    private void write(TilePath tile, byte[] bytes) throws IOException {
        write(path.resolve(tile.toString()), bytes);
    }

    private void write(Path file, byte[] bytes) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }
}
