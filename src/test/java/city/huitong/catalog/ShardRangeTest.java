package city.huitong.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShardRangeTest {

    @Test
    void everyShardIsInExactlyOnePartOfAnyDivision() {
        for (var parts = 1; parts <= SubjectId.SHARDS; parts++) {
            var ranges = ShardRange.split(parts);
            assertThat(ranges).hasSize(parts);
            assertThat(ranges.stream()
                            .flatMap(range -> IntStream.rangeClosed(range.first(), range.last())
                                    .boxed()))
                    .containsExactlyElementsOf(
                            IntStream.range(0, SubjectId.SHARDS).boxed().toList());
        }
    }

    @Test
    void aSubjectLiesBetweenTheBoundsOfTheRangeThatContainsIt() {
        var range = new ShardRange(0x7f, 0x80);
        assertThat(range.lowest()).isEqualTo(UUID.fromString("7f000000-0000-0000-0000-000000000000"));
        assertThat(range.highest()).isEqualTo(UUID.fromString("80ffffff-ffff-ffff-ffff-ffffffffffff"));
        assertThat(range.contains(new SubjectId(range.lowest()))).isTrue();
        assertThat(range.contains(new SubjectId(range.highest()))).isTrue();
        assertThat(range.contains(new SubjectId(UUID.fromString("81000000-0000-8000-8000-000000000000"))))
                .isFalse();
        assertThat(range.contains(new SubjectId(UUID.fromString("7effffff-ffff-8fff-bfff-ffffffffffff"))))
                .isFalse();
    }

    @Test
    void thereIsNoEmptyRangeAndNoneBeyondTheShards() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ShardRange(1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new ShardRange(-1, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> new ShardRange(0, 256));
    }

    @Test
    void rangesTileWhenEveryShardIsInExactlyOne() {
        assertThat(ShardRange.tile(ShardRange.split(4))).isTrue();
        assertThat(ShardRange.tile(List.of())).isFalse();
        assertThat(ShardRange.tile(List.of(new ShardRange(0, 127)))).isFalse();
        assertThat(ShardRange.tile(List.of(new ShardRange(0, 127), new ShardRange(129, 255))))
                .isFalse();
        assertThat(ShardRange.tile(List.of(new ShardRange(1, 255)))).isFalse();
    }

    @Test
    void whatOverlapsIsLeftOutOfATiling() {
        var first = new ShardRange(0, 127);
        var second = new ShardRange(128, 255);
        var all = List.of(second, new ShardRange(100, 140), first, first);

        assertThat(ShardRange.tiling(all, range -> range)).containsExactly(first, second);
    }
}
