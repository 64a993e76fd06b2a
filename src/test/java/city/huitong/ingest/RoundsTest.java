package city.huitong.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Rounds: a key once in each, and for every key the order of its lines. */
class RoundsTest {

    @Test
    void keepsDifferentKeysTogether() {
        assertThat(Rounds.of(List.of(row(1, 1), row(2, 2), row(3, 3)))).hasSize(1);
        assertThat(Rounds.of(List.of())).isEmpty();
    }

    @Test
    void opensARoundWhereAKeyComesAgain() {
        assertThat(Rounds.of(List.of(row(1, 1), row(2, 2), row(1, 3), row(2, 4))))
                .containsExactly(List.of(row(1, 1), row(2, 2)), List.of(row(1, 3), row(2, 4)));
    }

    @Property
    void losesNothingAndRepeatsNoKeyInARound(@ForAll @Size(max = 200) List<@IntRange(max = 20) Integer> keys) {
        var counter = new int[1];
        var rows = keys.stream().map(key -> row(key, counter[0]++)).toList();

        var rounds = Rounds.of(rows);

        assertThat(rounds.stream().flatMap(List::stream)).containsExactlyElementsOf(rows);
        assertThat(rounds)
                .allSatisfy(round -> assertThat(round)
                        .isNotEmpty()
                        .extracting(RecordRow::key)
                        .doesNotHaveDuplicates());
    }

    private static RecordRow row(int key, int value) {
        return new RecordRow(new Object[] {key, value}, List.of(key), false);
    }
}
