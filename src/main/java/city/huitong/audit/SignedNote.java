package city.huitong.audit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;

/**
 * A text with signatures below it, as C2SP signed-note says. Nothing in it counts before {@link #verify}.
 *
 * @param text what is signed, with its last line feed
 * @param signatures those below it
 */
public record SignedNote(String text, List<Signature> signatures) {

    private static final int MAX_CHARACTERS = 100_000;
    private static final int MAX_SIGNATURES = 64;
    private static final int KEY_ID_BYTES = 4;
    private static final String MARK = "— ";

    /**
     * One signature line.
     *
     * @param name the key's name
     * @param value the key's id, four bytes, and the signature, in base64
     */
    public record Signature(String name, String value) {

        public Signature {
            if (Base64Text.decode(value).length <= KEY_ID_BYTES) {
                throw new NotVerified("a signature is too short");
            }
        }

        static Signature of(VerifierKey key, byte[] signature) {
            var all = Arrays.copyOf(key.idBytes(), KEY_ID_BYTES + signature.length);
            System.arraycopy(signature, 0, all, KEY_ID_BYTES, signature.length);
            return new Signature(key.name(), Base64.getEncoder().encodeToString(all));
        }

        private static Signature parse(String line) {
            var parts = line.split(" ", -1);
            if (!line.startsWith(MARK) || parts.length != 3 || parts[1].isEmpty() || parts[1].contains("+")) {
                throw new NotVerified("a signature line has the form: — name signature");
            }
            return new Signature(parts[1], parts[2]);
        }

        /** The key's id in hexadecimal, as verifier keys write it. */
        public String keyId() {
            return HexFormat.of().formatHex(Base64Text.decode(value), 0, KEY_ID_BYTES);
        }

        byte[] bytes() {
            var all = Base64Text.decode(value);
            return Arrays.copyOfRange(all, KEY_ID_BYTES, all.length);
        }

        @Override
        public String toString() {
            return MARK + name + " " + value + "\n";
        }
    }

    public SignedNote {
        signatures = List.copyOf(signatures);
    }

    /** Reads a note. Throws {@link NotVerified} for what is none. */
    public static SignedNote parse(String note) {
        if (note.length() > MAX_CHARACTERS || note.chars().anyMatch(c -> c < ' ' && c != '\n')) {
            throw new NotVerified("a note is plain text without control characters");
        }
        // The last empty line divides: the text itself may hold empty lines.
        var border = note.lastIndexOf("\n\n");
        if (border < 0 || !note.endsWith("\n")) {
            throw new NotVerified("a note has a text, an empty line and signatures");
        }
        return new SignedNote(note.substring(0, border + 1), signatures(note.substring(border + 2)));
    }

    private static List<Signature> signatures(String lines) {
        var signatures = new ArrayList<Signature>();
        lines.lines().forEach(line -> signatures.add(Signature.parse(line)));
        if (signatures.isEmpty() || signatures.size() > MAX_SIGNATURES) {
            throw new NotVerified("a note has 1 to " + MAX_SIGNATURES + " signatures");
        }
        return signatures;
    }

    /**
     * Throws {@link NotVerified} unless one of the keys has signed, and no signature under one of them is wrong. Signatures of
     * other keys are ignored.
     */
    public void verify(Collection<VerifierKey> keys) {
        var signed = 0;
        for (var signature : signatures) {
            for (var key : keys) {
                signed += key.signs(signature) ? verified(key, signature) : 0;
            }
        }
        if (signed == 0) {
            throw new NotVerified("no known key has signed the note");
        }
    }

    private int verified(VerifierKey key, Signature signature) {
        if (!key.verifies(text.getBytes(StandardCharsets.UTF_8), signature.bytes())) {
            throw new NotVerified("the signature of " + key.name() + " is wrong");
        }
        return 1;
    }

    @Override
    public String toString() {
        var note = new StringBuilder(text).append('\n');
        signatures.forEach(note::append);
        return note.toString();
    }
}
