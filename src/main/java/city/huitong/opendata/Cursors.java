package city.huitong.opendata;

import static city.huitong.opendata.OpenDataProblem.CURSOR_INVALID;
import static java.nio.charset.StandardCharsets.UTF_8;

import city.huitong.platform.problem.Violation;
import city.huitong.platform.security.Sealing;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Positions as text. Sealed, since the values of a row are in it and its key may be withheld; bound to the query and the version, so
 * that a page never mixes two of either.
 */
@Singleton
public class Cursors {

    private static final int LONGEST = 8 * 1024;
    private static final String BEGIN_OF_KEYS = "ht_";

    private final Sealing sealing;

    Cursors(Sealing sealing) {
        this.sealing = sealing.forPurpose("huitong open data cursors");
    }

    /** The position after the last record of a page; empty on the last page. */
    public Optional<String> next(AnswerPage page) {
        return page.more() ? last(page) : Optional.empty();
    }

    /** The position after the last record of a page, whether there are more or not; empty on an empty page. */
    public Optional<String> last(AnswerPage page) {
        return page.positions().isEmpty()
                ? Optional.empty()
                : Optional.of(encode(page.question(), List.of(page.positions().getLast()))
                        .getFirst());
    }

    /** The position of each record of a page, in their order: the page that begins after it. */
    public List<String> each(AnswerPage page) {
        return encode(page.question(), page.positions());
    }

    private List<String> encode(Question question, List<Position> positions) {
        var digest = question.digest().bytes();
        return positions.stream()
                .map(position -> text(bytes(digest, position)))
                .peek(Cursors::mustBeShort)
                .toList();
    }

    /**
     * Sealed bytes are random, and some look like an API key, which no address may have. They are sealed once more, which gives others.
     */
    private String text(byte[] clear) {
        String text;
        do {
            text = Base64.getUrlEncoder().withoutPadding().encodeToString(sealing.seal(clear));
        } while (text.toLowerCase(Locale.ROOT).contains(BEGIN_OF_KEYS));
        return text;
    }

    /** Rather than give out what is refused when it comes back. */
    private static void mustBeShort(String cursor) {
        if (cursor.length() > LONGEST) {
            throw QueryReader.invalid(
                    "?order_by", "values-too-long", "must name fields with shorter values: pages go on after them");
        }
    }

    /** The position in this text; refuses with {@code cursor-invalid} what is none of this query. */
    Position decode(Question question, String cursor) {
        try {
            return read(question, sealing.open(Base64.getUrlDecoder().decode(shortEnough(cursor))));
        } catch (RuntimeException | IOException _) {
            // The same answer for every kind of garbage.
            throw CURSOR_INVALID
                    .because("the cursor is none that this query has given out")
                    .with(List.of(new Violation(
                            "?cursor",
                            "unknown-position",
                            "use `next` (of GraphQL `endCursor`) of the page before unchanged, and ask the same")));
        }
    }

    private static String shortEnough(String cursor) {
        if (cursor.isEmpty() || cursor.length() > LONGEST) {
            throw new IllegalArgumentException("no cursor is so long");
        }
        return cursor;
    }

    private static byte[] bytes(byte[] digest, Position position) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.write(digest);
            out.writeLong(position.version());
            for (var value : position.values()) {
                out.writeBoolean(value != null);
                if (value != null) {
                    var text = value.toString().getBytes(UTF_8);
                    out.writeInt(text.length);
                    out.write(text);
                }
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static Position read(Question question, byte[] clear) throws IOException {
        var in = new DataInputStream(new ByteArrayInputStream(clear));
        if (!question.digest().is(in.readNBytes(Digest.BYTES))) {
            throw new IllegalArgumentException("a cursor of another query");
        }
        var version = in.readLong();
        var values = new ArrayList<@Nullable Object>();
        for (var type : question.positionTypes()) {
            values.add(in.readBoolean() ? FieldText.parse(type, text(in)) : null);
        }
        return new Position(version, values);
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), UTF_8);
    }
}
