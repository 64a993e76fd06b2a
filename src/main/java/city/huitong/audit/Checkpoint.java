package city.huitong.audit;

import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a log has promised: its first so many leaves have this root. In the form of C2SP tlog-checkpoint.
 *
 * @param origin the log's name
 * @param size the number of leaves
 * @param root the root of their tree
 */
public record Checkpoint(String origin, long size, Hash root) {

    private static final int LINES = 3;
    private static final Pattern SIZE = Pattern.compile("0|[1-9][0-9]{0,18}");

    /** Throws {@link NotVerified} when no tree is like that. */
    public Checkpoint {
        if (origin.isEmpty() || size < 0) {
            throw new NotVerified("a checkpoint has an origin and a size");
        }
        if (size == 0 && !root.equals(MerkleTree.EMPTY_ROOT)) {
            throw new NotVerified("the tree without leaves has another root");
        }
    }

    /** The checkpoint of a log that has no leaves. */
    public static Checkpoint empty(String origin) {
        return new Checkpoint(origin, 0, MerkleTree.EMPTY_ROOT);
    }

    /**
     * Reads a signed checkpoint and checks that one of the keys has signed it and that it is of the log that the keys name.
     * Throws {@link NotVerified} otherwise.
     */
    public static Checkpoint verified(String note, Collection<VerifierKey> keys) {
        var signed = SignedNote.parse(note);
        signed.verify(keys);
        var checkpoint = parse(signed.text());
        if (keys.stream().noneMatch(key -> key.name().equals(checkpoint.origin()))) {
            throw new NotVerified("the checkpoint is of another log");
        }
        return checkpoint;
    }

    private static Checkpoint parse(String text) {
        var lines = List.of(text.split("\n", -1));
        // The last line feed leaves one empty piece; lines after the third are extensions, which must not be empty.
        var body = lines.subList(0, lines.size() - 1);
        if (body.size() < LINES || body.stream().anyMatch(String::isEmpty)) {
            throw new NotVerified("a checkpoint has three lines: origin, size, root");
        }
        return new Checkpoint(body.get(0), size(body.get(1)), Hash.parse(body.get(2)));
    }

    private static long size(String text) {
        try {
            if (SIZE.matcher(text).matches()) {
                return Long.parseLong(text);
            }
        } catch (NumberFormatException _) {
            // Falls through: too large for any tree.
        }
        throw new NotVerified("a checkpoint's size is a number");
    }

    /** The text that is signed. */
    public String text() {
        return origin + "\n" + size + "\n" + root + "\n";
    }
}
