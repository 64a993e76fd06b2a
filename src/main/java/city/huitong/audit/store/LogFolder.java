package city.huitong.audit.store;

import city.huitong.audit.Bundle;
import city.huitong.audit.Hash;
import city.huitong.audit.NotVerified;
import city.huitong.audit.TilePath;
import city.huitong.audit.TileSource;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The log's files: the folder as C2SP tlog-tiles lays it out, and beside it what must not come back with a restored copy of
 * it. Every method blocks.
 */
final class LogFolder implements TileSource {

    private static final String PARTIAL = ".p";

    private final Path folder;

    LogFolder(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /** Gives the exact tile, or a wider one, cut: a partial tile is the beginning of every later one. */
    @Override
    public byte[] read(TilePath path) throws IOException {
        var full = folder.resolve(path.full().toString());
        var exact = firstThere(folder.resolve(path.toString()), full);
        if (exact.isPresent()) {
            return cut(path, exact.get());
        }
        // The wider one may be replaced by the full one at this moment.
        return firstThere(wider(path), full)
                .map(bytes -> cut(path, bytes))
                .orElseThrow(() -> new NotVerified(path + " is missing"));
    }

    private static Optional<byte[]> firstThere(Path... files) throws IOException {
        for (var file : files) {
            var bytes = readIfThere(file);
            if (bytes.isPresent()) {
                return bytes;
            }
        }
        return Optional.empty();
    }

    private Path wider(TilePath path) throws IOException {
        var none = folder.resolve(path.toString());
        var partials = partials(path);
        if (path.isFull() || !Files.isDirectory(partials)) {
            return none;
        }
        try (var files = Files.list(partials)) {
            return files.filter(file -> width(file) > path.width())
                    .min(Comparator.comparingInt(LogFolder::width))
                    .orElse(none);
        }
    }

    private static int width(Path partial) {
        var name = partial.getFileName().toString();
        return name.matches("[1-9][0-9]{0,2}") ? Integer.parseInt(name) : 0;
    }

    private static byte[] cut(TilePath path, byte[] bytes) {
        if (path.isBundle()) {
            return Bundle.prefix(bytes, path.width());
        }
        return bytes.length < path.width() * Hash.BYTES ? bytes : Arrays.copyOf(bytes, path.width() * Hash.BYTES);
    }

    /** Writes tiles so that each is there whole or not at all, and all of them before this returns. */
    void write(List<Tile> tiles) throws IOException {
        Set<Path> folders = new HashSet<>();
        for (var tile : tiles) {
            var file = folder.resolve(tile.path().toString());
            if (!Arrays.equals(readIfThere(file).orElse(null), tile.bytes())) {
                replace(file, tile.bytes());
                addWithParents(file.getParent(), folders);
            }
        }
        for (var each : folders) {
            force(each);
        }
    }

    /** A folder that is new must be safe in its own parent, too. */
    private void addWithParents(Path file, Set<Path> folders) {
        for (var each = file; !each.equals(folder); each = each.getParent()) {
            folders.add(each);
        }
        folders.add(folder);
    }

    /** A file to be written. */
    @SuppressWarnings("ArrayRecordComponent") // Made and written at once, never compared.
    record Tile(TilePath path, byte[] bytes) {}

    /** Removes the partial tiles that full ones have replaced. */
    void removePartials(List<Tile> written) throws IOException {
        for (var tile : written) {
            var partials = partials(tile.path());
            if (tile.path().isFull() && Files.isDirectory(partials)) {
                delete(partials);
            }
        }
    }

    /** The published checkpoint; empty before the first. */
    Optional<String> checkpoint() throws IOException {
        return readIfThere(folder.resolve("checkpoint")).map(LogFolder::text);
    }

    void publish(String note) throws IOException {
        replace(folder.resolve("checkpoint"), note.getBytes(StandardCharsets.UTF_8));
        force(folder);
    }

    /** The last checkpoint that was signed, published or not. */
    Optional<String> signed() throws IOException {
        return readIfThere(beside(".signed")).map(LogFolder::text);
    }

    void keepSigned(String note) throws IOException {
        replace(beside(".signed"), note.getBytes(StandardCharsets.UTF_8));
        force(folder.getParent());
    }

    /** Why the log was halted; empty while it is not. */
    Optional<String> halted() throws IOException {
        return readIfThere(beside(".halted")).map(LogFolder::text);
    }

    void halt(String why) throws IOException {
        replace(beside(".halted"), why.getBytes(StandardCharsets.UTF_8));
    }

    void resume() throws IOException {
        Files.deleteIfExists(beside(".halted"));
    }

    /** Moves all tiles and bundles out of the way, as evidence of what happened to them. */
    Path putAside() throws IOException {
        var tiles = folder.resolve("tile");
        var aside = beside(".damaged-" + UUID.randomUUID());
        if (Files.isDirectory(tiles)) {
            Files.move(tiles, aside, StandardCopyOption.ATOMIC_MOVE);
        }
        return aside;
    }

    /** Keeps other processes out while the checkpoint changes; empty when one is at it. */
    Optional<Closeable> tryLock() throws IOException {
        Files.createDirectories(folder);
        var channel = FileChannel.open(beside(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return Optional.of(channel);
            }
        } catch (OverlappingFileLockException _) {
            // Another one of this very process; the same answer.
        }
        channel.close();
        return Optional.empty();
    }

    private Path beside(String ending) {
        return folder.resolveSibling(folder.getFileName() + ending);
    }

    private Path partials(TilePath path) {
        return folder.resolve(path.full() + PARTIAL);
    }

    private static void replace(Path file, byte[] bytes) throws IOException {
        Files.createDirectories(file.getParent());
        var draft = file.resolveSibling("." + UUID.randomUUID() + ".tmp");
        try (var channel = FileChannel.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            var content = ByteBuffer.wrap(bytes);
            while (content.hasRemaining()) {
                channel.write(content);
            }
            channel.force(false);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** A renamed file is safe once its folder is. */
    private static void force(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static void delete(Path partials) throws IOException {
        try (var files = Files.list(partials)) {
            for (var file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(partials);
    }

    private static Optional<byte[]> readIfThere(Path file) throws IOException {
        try {
            return Optional.of(Files.readAllBytes(file));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException e) {
            if (Files.isDirectory(file)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
