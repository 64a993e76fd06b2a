package city.huitong.opendata.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import city.huitong.catalog.Field;
import city.huitong.catalog.FieldType;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class JsonLinesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<Field> TEXTS = List.of(field("a", FieldType.TEXT), field("b", FieldType.TEXT));

    @Property(tries = 2_000)
    void writesWhatTheRowsHoldWhateverCharactersAreInThem(
            @ForAll("rows") List<List<Optional<String>>> rows, @ForAll @IntRange(min = 1, max = 50) int piece)
            throws IOException {
        var lines = lines(TEXTS, rows, piece);

        assertThat(lines).hasSameSizeAs(rows);
        for (var i = 0; i < rows.size(); i++) {
            var read = JSON.readTree(lines.get(i));
            assertThat(read.get("a").textValue()).isEqualTo(rows.get(i).get(0).orElse(null));
            assertThat(read.get("b").textValue()).isEqualTo(rows.get(i).get(1).orElse(null));
        }
    }

    @Provide
    Arbitrary<List<List<Optional<String>>>> rows() {
        return Arbitraries.strings()
                .withChars("ab\\N\t\n\r\b\f\u000B\u0001\"/中".toCharArray())
                .ofMaxLength(8)
                .map(JsonLinesTest::wellFormed)
                .optional()
                .list()
                .ofSize(2)
                .list()
                .ofMinSize(1);
    }

    @Test
    void writesEachTypeAsJsonHasIt() throws IOException {
        var fields = List.of(
                field("n", FieldType.NUMBER),
                field("i", FieldType.INTEGER),
                field("y", FieldType.BOOLEAN),
                field("f", FieldType.BOOLEAN),
                field("j", FieldType.JSON),
                field("d", FieldType.DATE));
        var row = List.of("1.50", "-7", "t", "f", "{\"k\": [1, \"a\\\\b\"]}", "2026-11-29");

        var lines = lines(fields, List.of(row.stream().map(Optional::of).toList()), 7);

        assertThat(lines)
                .containsExactly(
                        "{\"n\":1.50,\"i\":-7,\"y\":true,\"f\":false,\"j\":{\"k\": [1, \"a\\\\b\"]},\"d\":\"2026-11-29\"}");
    }

    private static List<String> lines(List<Field> fields, List<List<Optional<String>>> rows, int piece)
            throws IOException {
        var out = new ByteArrayOutputStream();
        var copied = rows.stream().map(JsonLinesTest::copied).collect(joining()).getBytes(UTF_8);
        try (var lines = new JsonLines(fields, out)) {
            for (var at = 0; at < copied.length; at += piece) {
                lines.write(copied, at, Math.min(piece, copied.length - at));
            }
            lines.flush();
        }
        var text = out.toString(UTF_8);
        assertThat(text).endsWith("\n");
        return List.of(text.substring(0, text.length() - 1).split("\n", -1));
    }

    /** As PostgreSQL documents its text format. */
    private static String copied(List<Optional<String>> row) {
        return row.stream()
                .map(value -> value.map(JsonLinesTest::escaped).orElse("\\N"))
                .collect(joining("\t", "", "\n"));
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\")
                .replace("\b", "\\b")
                .replace("\f", "\\f")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t")
                .replace("\u000B", "\\v");
    }

    /** Half a surrogate pair is no character, and in no database. */
    private static String wellFormed(String text) {
        return new String(text.getBytes(UTF_8), UTF_8);
    }

    private static Field field(String name, FieldType type) {
        return new Field(name, type, false, name);
    }
}
