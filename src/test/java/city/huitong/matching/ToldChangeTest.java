package city.huitong.matching;

import static org.assertj.core.api.Assertions.assertThat;

import city.huitong.matching.WhatIf.Change;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Nobody works out a number that is left out from the numbers that are told. */
class ToldChangeTest {

    private static final int MOST = 25;
    private static final int FLAT_FEN = 100;

    @Test
    void leavesOutWhatWouldGiveFiveGainersAway() {
        var told = ToldChange.of(new Change(100, 105, 5, 0, 0, 0, 10_000, 10_500));

        assertThat(told.before()).contains(100L);
        assertThat(told.lose()).contains(0L);
        assertThat(told.gain()).isEmpty();
        assertThat(told.after()).isEmpty();
        assertThat(told.costAfterFen()).isEmpty();
    }

    @Test
    void tellsEverythingAboutMany() {
        var told = ToldChange.of(new Change(100, 90, 10, 20, 0, 12, 10_000, 8_000));

        assertThat(told.after()).contains(90L);
        assertThat(told.costAfterFen()).contains(8_000L);
    }

    /** Everybody gets the same, so that a sum tells a number. */
    @Property
    void ofFourNumbersThatGiveEachOtherAwayNoneOrTwoAreLeftOut(
            @ForAll @IntRange(max = MOST) int stay,
            @ForAll @IntRange(max = MOST) int gain,
            @ForAll @IntRange(max = MOST) int lose) {
        var before = stay + lose;
        var after = stay + gain;

        var told = ToldChange.of(
                new Change(before, after, gain, lose, 0, 0, (long) before * FLAT_FEN, (long) after * FLAT_FEN));

        var missing = Stream.of(told.before(), told.after(), told.gain(), told.lose())
                .filter(Optional::isEmpty)
                .count();
        assertThat(missing).isNotEqualTo(1);
        assertThat(told.costBeforeFen().isPresent()).isEqualTo(told.before().isPresent());
        assertThat(told.costAfterFen().isPresent()).isEqualTo(told.after().isPresent());
    }
}
