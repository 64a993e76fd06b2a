package city.huitong.matching;

import city.huitong.matching.WhatIf.Change;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * A change as it may be told. Numbers of 1 to 9 subjects are left out, and where the others would give one away, some of them, too: {@code
 * after} is {@code before} with who gains and without who loses, so of these four none or at least two are left out; and what all get
 * together follows from how many they are.
 *
 * @param before entitled by the policy in force; the others as in {@link Change}
 */
public record ToldChange(
        Optional<Long> before,
        Optional<Long> after,
        Optional<Long> gain,
        Optional<Long> lose,
        Optional<Long> more,
        Optional<Long> less,
        Optional<Long> costBeforeFen,
        Optional<Long> costAfterFen) {

    /** What of it may be told. */
    public static ToldChange of(Change change) {
        var before = areTold(change.before(), change.after());
        var after = before && areTold(change.gain(), change.lose());
        var costAfter = after && areTold(change.more(), change.less());
        return new ToldChange(
                when(before, change.before()),
                when(after, change.after()),
                SmallCells.told(change.gain()),
                SmallCells.told(change.lose()),
                SmallCells.told(change.more()),
                SmallCells.told(change.less()),
                when(before, change.costBeforeFen()),
                when(costAfter, change.costAfterFen()));
    }

    private static boolean areTold(long... counts) {
        return LongStream.of(counts).mapToObj(SmallCells::told).allMatch(Optional::isPresent);
    }

    private static Optional<Long> when(boolean told, long number) {
        return told ? Optional.of(number) : Optional.empty();
    }
}
