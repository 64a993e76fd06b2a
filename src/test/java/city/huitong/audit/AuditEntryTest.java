package city.huitong.audit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An entry takes codes and identifiers, and refuses what would put personal data or other nonsense into the log for ever. */
class AuditEntryTest {

    private static final String NUMBER = "999999194806270023";

    @Test
    void refusesOfficialNumbersWhereverTheyAreWritten() {
        for (var text : List.of(NUMBER, "x:" + NUMBER, NUMBER.substring(0, 17) + "X")) {
            assertThatThrownBy(() -> by(text))
                    .hasMessageContaining("official number")
                    .hasMessageNotContaining(NUMBER);
            assertThatThrownBy(() -> AnEntry.read().reading(List.of(text))).hasMessageContaining("official number");
            assertThatThrownBy(() -> AnEntry.read().with(Map.of("a", text))).hasMessageContaining("official number");
            assertThatThrownBy(() -> new Basis.Law("court-order", text)).hasMessageContaining("official number");
            assertThatThrownBy(() -> new Basis.Consent(text, 1)).hasMessageContaining("official number");
        }
        assertThatCode(() -> by("919900000000000192"))
                .as("an enterprise's code")
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a,b", "a=b", "a b", "汇", "a\u0000", "-a", "\ud83d"})
    void refusesFieldNamesThatAreNoCodes(String name) {
        assertThatThrownBy(() -> AnEntry.read().reading(List.of(name))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AnEntry.read().with(Map.of("a", name))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AnEntry.read().with(Map.of(name, "a"))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\u0000", "a\nb", "a\u0085", "\ud83d", "\udc00a"})
    void refusesTextsThatCannotBeCanonical(String text) {
        assertThatThrownBy(() -> by(text)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Basis.Law("court-order", text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesWhatIsTooMuchOrTooLittle() {
        var fields = Collections.nCopies(201, "a");
        var details = IntStream.range(0, 21).boxed().collect(Collectors.toMap(i -> "a" + i, i -> "b"));

        assertThatThrownBy(() -> AnEntry.read().reading(fields)).hasMessageContaining("200");
        assertThatThrownBy(() -> AnEntry.read().with(details)).hasMessageContaining("20");
        assertThatThrownBy(() -> AnEntry.read().inBatchOf(0)).hasMessageContaining("batch");
        assertThatThrownBy(() -> by("a".repeat(201))).hasMessageContaining("200");
        assertThatThrownBy(() -> new Basis.Consent("cns-1", 0)).hasMessageContaining("version");
    }

    private static AuditEntry by(String actor) {
        return AuditEntry.of(AuditKind.READ, actor, "app", "PURPOSE", Basis.NONE, AnEntry.NOW);
    }
}
