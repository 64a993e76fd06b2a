package city.huitong.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlNameTest {

    @Property(tries = 2_000)
    void quotesPlainNamesAndRefusesEveryOtherText(@ForAll @StringLength(max = 80) String text) {
        if (SqlName.fits(text)) {
            assertThat(SqlName.quote(text)).matches("\"[a-z_][A-Za-z0-9_-]{0,62}\"");
        } else {
            assertThatIllegalArgumentException().isThrownBy(() -> SqlName.quote(text));
        }
    }

    @Property(tries = 500)
    void refusesATextWithOneHostileCharacterAnywhere(@ForAll("plain") String before, @ForAll("plain") String after) {
        for (var hostile : "\"'; \n\0\\.$();中/*".toCharArray()) {
            assertThat(SqlName.fits(before + hostile + after)).isFalse();
        }
    }

    @Provide
    Arbitrary<String> plain() {
        return Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Upper", "1st", "xmin", "ctid", "a.b", "a\"b", "drop table x", "名"})
    void refuses(String name) {
        assertThat(SqlName.fits(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"select", "a-b", "_shard", "camelCase", "population__history"})
    void quotes(String name) {
        assertThat(SqlName.quote(name)).isEqualTo('"' + name + '"');
    }

    @Test
    void longestDatasetFitsWithAllItsTablesAndIndexes() {
        var longest = "d" + "x".repeat(40);
        var table = new RecordTable(Documents.population("id: population", "id: " + longest));

        assertThat(table.history()).isEqualTo("records.\"" + longest + "__history\"");
        assertThat(table.historyIndex().length()).isLessThanOrEqualTo(65);
        assertThat(table.subjectIndexColumn()).isEmpty();
    }
}
