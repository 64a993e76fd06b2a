package city.huitong.matching;

import city.huitong.matching.WhatIf.Change;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * A change as it may be told. Numbers of 1 to 9 subjects are left out, and where the others would give one away, some of them, too: {@code
 * after} is {@code before} with who gains and without who loses, so of these four none or at least two are left out; and what all get
 * together follows from how many they are. How many are entitled by both, and to the same, is a number, too, though it is not told.
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
        var before = areTold(change.before(), change.after(), change.stay());
        var after = before && areTold(change.gain(), change.lose());
        var together = areTold(change.same()) && hasRoom(change);
        var more = together && areTold(change.more(), change.stay() - change.more());
        var less = together && areTold(change.less(), change.stay() - change.less());
        return new ToldChange(
                when(before, change.before()),
                when(after, change.after()),
                SmallCells.told(change.gain()),
                SmallCells.told(change.lose()),
                when(more, change.more()),
                when(less, change.less()),
                when(before, change.costBeforeFen()),
                when(after && more && less, change.costAfterFen()));
    }

    /** Where few lose, they are at most those of before who get neither more nor less. */
    private static boolean hasRoom(Change change) {
        return areTold(change.lose()) || change.same() >= SmallCells.LEAST;
    }

    /** The same without how many of those entitled by both get more or less, and what follows from that. */
    ToldChange withoutShares() {
        return new ToldChange(
                before, after, gain, lose, Optional.empty(), Optional.empty(), costBeforeFen, Optional.empty());
    }

    private static boolean areTold(long... counts) {
        return LongStream.of(counts).mapToObj(SmallCells::told).allMatch(Optional::isPresent);
    }

    private static Optional<Long> when(boolean told, long number) {
        return told ? Optional.of(number) : Optional.empty();
    }
}
