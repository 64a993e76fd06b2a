package city.huitong.matching;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A picture as it may be told. Numbers of 1 to 9 subjects are left out, and with them others from which they would follow.
 *
 * @param missing by name of a fact
 * @param nearly by id of a criterion
 */
public record ToldPicture(
        Optional<Long> eligible,
        Optional<Long> notEligible,
        Optional<Long> undetermined,
        Optional<Long> amountFen,
        Map<String, Optional<Long>> missing,
        Map<String, Optional<Long>> nearly) {

    private static final String ELIGIBLE = "eligible";
    private static final String NOT_ELIGIBLE = "notEligible";
    private static final String UNDETERMINED = "undetermined";

    /** What of it may be told. */
    public static ToldPicture of(PolicyPicture picture) {
        var outcomes = Map.of(
                ELIGIBLE, picture.eligible(),
                NOT_ELIGIBLE, picture.notEligible(),
                UNDETERMINED, picture.undetermined());
        var untold = outcomes(outcomes);
        return new ToldPicture(
                told(ELIGIBLE, outcomes, untold),
                told(NOT_ELIGIBLE, outcomes, untold),
                told(UNDETERMINED, outcomes, untold),
                told(ELIGIBLE, outcomes, untold).map(_ -> picture.amountFen()),
                told(picture.missing(), missing(picture)),
                told(picture.nearly(), nearly(picture)));
    }

    /** The three come to everybody, and how many that is is told: one alone would follow from the others. */
    private static Set<String> outcomes(Map<String, Long> outcomes) {
        var untold = small(outcomes);
        var rest = bySize(outcomes, untold);
        while (!untold.isEmpty() && isSmallTogether(outcomes, untold) && !rest.isEmpty()) {
            untold.add(rest.removeFirst());
        }
        return untold;
    }

    private static boolean isSmallTogether(Map<String, Long> numbers, Set<String> untold) {
        return untold.size() == 1 || SmallCells.told(sum(numbers, untold)).isEmpty();
    }

    /** Of every undetermined subject some fact is missing: of one number alone one would know how large it is at least. */
    private static Set<String> missing(PolicyPicture picture) {
        var untold = small(picture.missing());
        var rest = bySize(picture.missing(), untold);
        if (untold.size() == 1 && picture.undetermined() - sum(picture.missing(), rest) > 1 && !rest.isEmpty()) {
            untold.add(rest.getFirst());
        }
        return untold;
    }

    /** Who nearly is is not: where most of those who are not eligible are told, one would know how few the others are at most. */
    private static Set<String> nearly(PolicyPicture picture) {
        var untold = small(picture.nearly());
        var rest = bySize(picture.nearly(), untold);
        while (!untold.isEmpty()
                && !rest.isEmpty()
                && picture.notEligible() - sum(picture.nearly(), rest) < SmallCells.LEAST) {
            untold.add(rest.removeFirst());
        }
        return untold;
    }

    private static Set<String> small(Map<String, Long> numbers) {
        return numbers.entrySet().stream()
                .filter(each -> SmallCells.told(each.getValue()).isEmpty())
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** The others, the smallest first; none at all protects nobody. */
    private static List<String> bySize(Map<String, Long> numbers, Set<String> untold) {
        return numbers.entrySet().stream()
                .filter(each -> each.getValue() > 0 && !untold.contains(each.getKey()))
                .sorted(Comparator.comparingLong((Map.Entry<String, Long> each) -> each.getValue())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static long sum(Map<String, Long> numbers, Collection<String> some) {
        return some.stream().mapToLong(numbers::get).sum();
    }

    private static Map<String, Optional<Long>> told(Map<String, Long> numbers, Set<String> untold) {
        var told = new TreeMap<String, Optional<Long>>();
        numbers.keySet().forEach(name -> told.put(name, told(name, numbers, untold)));
        return told;
    }

    private static Optional<Long> told(String name, Map<String, Long> numbers, Set<String> untold) {
        return Stream.of(name)
                .filter(each -> !untold.contains(each))
                .map(numbers::get)
                .findFirst();
    }
}
