package city.huitong.matching;

import city.huitong.matching.WhatIf.Change;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToLongFunction;

/**
 * The groups of a what-if as they may be told. A group with a number of 1 to 9 subjects is not listed; and since all together are told, so
 * are not as many others as it takes that nobody finds it by subtraction: each number of those that are left out is none or at least ten
 * together, whether or not one knows of whom the fact is missing. What they come to is told as one.
 *
 * @param groups by value, in order
 * @param others everybody else together: groups that are not listed, and those of whom the fact is missing; empty when there is nobody
 */
public record ToldGroups(List<Group> groups, Optional<ToldChange> others) {

    /** Entitled before, after, by one of them only, by both. */
    private static final List<ToLongFunction<Change>> COUNTS =
            List.of(Change::before, Change::after, Change::gain, Change::lose, Change::stay);

    /** Of those entitled by both. */
    private static final List<ToLongFunction<Change>> SHARES = List.of(Change::more, Change::less, Change::same);

    /** The key of the others; no fact has it as its value's text. */
    private static final String OTHERS = "\0";

    public ToldGroups {
        groups = List.copyOf(groups);
    }

    /** One group that is listed. */
    public record Group(String value, ToldChange change) {}

    /** What of the groups may be told. */
    public static ToldGroups of(WhatIf whatIf) {
        if (whatIf.groups().isEmpty()) {
            return new ToldGroups(List.of(), Optional.empty());
        }
        var rest = whatIf.all().minus(sum(whatIf.groups().values()));
        var unlisted = hidden(whatIf.groups(), rest, COUNTS);
        var cells = new TreeMap<>(whatIf.groups());
        cells.keySet().removeAll(unlisted);
        var others = whatIf.all().minus(sum(cells.values()));
        cells.put(OTHERS, others);
        var without = hidden(cells, Change.NONE, SHARES);
        if (!isSafe(cells, without, Change.NONE, SHARES)) {
            return new ToldGroups(List.of(), Optional.of(ToldChange.of(whatIf.all())));
        }
        cells.remove(OTHERS);
        return new ToldGroups(
                cells.entrySet().stream()
                        .map(cell -> new Group(cell.getKey(), told(cell.getValue(), without.contains(cell.getKey()))))
                        .toList(),
                others.isNobody() ? Optional.empty() : Optional.of(told(others, without.contains(OTHERS))));
    }

    private static ToldChange told(Change change, boolean withoutShares) {
        var told = ToldChange.of(change);
        return withoutShares ? told.withoutShares() : told;
    }

    /** Those with a small number, and of the others the smallest first, until nothing follows from what is told. */
    private static Set<String> hidden(Map<String, Change> groups, Change rest, List<ToLongFunction<Change>> numbers) {
        var hidden = new TreeSet<String>();
        groups.forEach((value, change) -> {
            if (hasSmall(change, numbers)) {
                hidden.add(value);
            }
        });
        var told = groups.entrySet().stream()
                .filter(group -> !hidden.contains(group.getKey()))
                .sorted(Comparator.comparingLong((Map.Entry<String, Change> group) ->
                                group.getValue().before() + group.getValue().after())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .iterator();
        while (told.hasNext() && !isSafe(groups, hidden, rest, numbers)) {
            hidden.add(told.next());
        }
        return hidden;
    }

    private static boolean isSafe(
            Map<String, Change> groups, Set<String> hidden, Change rest, List<ToLongFunction<Change>> numbers) {
        var together = sum(hidden.stream().map(groups::get).toList());
        return !hasSmall(together, numbers)
                && !hasSmall(together.plus(rest), numbers)
                && hidden.stream().map(groups::get).allMatch(change -> mayBeOne(change, together));
    }

    /** Of who stays nobody gets more who does not stay: the other groups together must have room for all but one of them. */
    private static boolean mayBeOne(Change change, Change together) {
        var room = together.stay() - change.stay();
        return SHARES.stream()
                .filter(number -> SmallCells.told(number.applyAsLong(change)).isEmpty())
                .allMatch(number -> number.applyAsLong(together) - room <= 1);
    }

    private static boolean hasSmall(Change change, List<ToLongFunction<Change>> numbers) {
        return numbers.stream()
                .anyMatch(number -> SmallCells.told(number.applyAsLong(change)).isEmpty());
    }

    private static Change sum(Collection<Change> changes) {
        return changes.stream().reduce(Change.NONE, Change::plus);
    }
}
