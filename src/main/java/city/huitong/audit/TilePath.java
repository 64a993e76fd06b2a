package city.huitong.audit;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names a file of the log as C2SP tlog-tiles does: a tile of hashes ({@code tile/0/x001/x234/067}) or a bundle of entries
 * ({@code tile/entries/x001/x234/067}), each with {@code .p/<width>} while it is not full.
 *
 * @param level 0 to 63, or {@link #ENTRIES}
 * @param number which one of its level, from 0
 * @param width how many hashes or entries, 1 to 256
 */
public record TilePath(int level, long number, int width) {

    /** The most hashes in a tile, or entries in a bundle. */
    public static final int FULL = 256;

    /** The level that stands for bundles of entries. */
    public static final int ENTRIES = -1;

    /** Levels grow by a factor of 256, that is, by 8 heights of the tree. */
    static final int HEIGHT = 8;

    private static final int MAX_LEVEL = 63;
    private static final Pattern FORM = Pattern.compile(
            "(entries|0|[1-9]|[1-5][0-9]|6[0-3])/((?:x[0-9]{3}/){0,5}[0-9]{3})(?:\\.p/([1-9][0-9]{0,2}))?");

    public TilePath {
        if (level < ENTRIES || level > MAX_LEVEL || number < 0 || width < 1 || width > FULL) {
            throw new NotVerified("no log has such a tile");
        }
    }

    /** The tile as it is in a tree of this size: full, partial at the right edge. */
    public static TilePath in(long size, int level, long number) {
        var hashes = size >> HEIGHT * Math.max(0, level);
        return new TilePath(level, number, (int) Math.min(FULL, hashes - number * FULL));
    }

    /** Reads a path below {@code tile/}; empty for anything else. */
    public static Optional<TilePath> parse(String path) {
        var form = FORM.matcher(path);
        if (!form.matches()) {
            return Optional.empty();
        }
        var level = form.group(1).equals("entries") ? ENTRIES : Integer.parseInt(form.group(1));
        var number = Long.parseLong(form.group(2).replaceAll("[x/]", ""));
        var width = form.group(3) == null ? FULL : Integer.parseInt(form.group(3));
        return Optional.of(path)
                .filter(_ -> width < FULL || form.group(3) == null)
                .map(_ -> new TilePath(level, number, width))
                // Only the one way to write a number: no leading x000.
                .filter(tile -> tile.toString().equals("tile/" + path));
    }

    /** Whether a log of this size has it: all its hashes, or entries, are of leaves that are in the log. */
    public boolean isIn(long size) {
        if (level * HEIGHT >= Long.SIZE - 1) {
            return false;
        }
        var hashes = size >> HEIGHT * Math.max(0, level);
        return hashes >= width && number <= (hashes - width) / FULL;
    }

    /** Whether it holds entries and not hashes. */
    public boolean isBundle() {
        return level == ENTRIES;
    }

    /** Whether nothing will be added to it. */
    public boolean isFull() {
        return width == FULL;
    }

    /** The same one when it is full. */
    public TilePath full() {
        return new TilePath(level, number, FULL);
    }

    /** The path below the log's folder or address. */
    @Override
    public String toString() {
        var path = new StringBuilder(String.format(Locale.ROOT, "%03d", number % 1000));
        for (long rest = number / 1000; rest > 0; rest /= 1000) {
            path.insert(0, String.format(Locale.ROOT, "x%03d/", rest % 1000));
        }
        return "tile/" + (isBundle() ? "entries" : level) + "/" + path + (isFull() ? "" : ".p/" + width);
    }
}
