package city.huitong.policy;

import city.huitong.expression.Bindings;
import city.huitong.policy.Eligibility.Criterion;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How a decision could become another one: by which criteria, how far they are away, and from which day.
 *
 * @param distances what each criterion compares, by its id
 * @param turns the day on which a criterion that stands against it stops to, by its id, if nothing changes but the day
 * @param minimalChanges the sets of criteria that would make it eligible if just these came out otherwise, none of which can be left out
 *     of its set; empty when it is eligible, or when more than three would have to. The smallest come first
 * @param eligibleOn the day on which it is eligible, if nothing changes but the day
 */
public record Prospect(
        Map<String, Distance> distances,
        Map<String, LocalDate> turns,
        List<Set<String>> minimalChanges,
        Optional<LocalDate> eligibleOn) {

    private static final int MOST_CHANGES = 3;

    /** Of more criteria that stand against it only the smallest sets are looked for: the others are too many to try. */
    private static final int TRIED_BEYOND_SMALLEST = 16;

    public Prospect {
        distances = Map.copyOf(distances);
        turns = Map.copyOf(turns);
        minimalChanges = List.copyOf(minimalChanges);
    }

    /** Of the minimal changes those of the fewest criteria. */
    public List<Set<String>> smallestChanges() {
        return minimalChanges.stream()
                .filter(change -> change.size() == minimalChanges.getFirst().size())
                .toList();
    }

    /** Looks ahead from a decision about these facts. */
    public static Prospect of(Policy policy, Decision decision, Bindings facts) {
        if (decision.version().isEmpty()) {
            return new Prospect(Map.of(), Map.of(), List.of(), Optional.empty());
        }
        var tree = decision.version().get().eligible();
        var fresh = new FactsOnDay(decision.asOf(), facts, policy.terms().maxAge());
        var distances = new HashMap<String, Distance>();
        decision.criteria()
                .forEach(each -> Distance.of(each.criterion(), decision.asOf(), fresh)
                        .ifPresent(distance -> distances.put(each.id(), distance)));
        if (decision.outcome() == Outcome.ELIGIBLE) {
            return new Prospect(distances, Map.of(), List.of(), Optional.empty());
        }
        var turns = turns(tree, decision, fresh);
        return new Prospect(distances, turns, minimalChanges(tree, truths(decision)), eligibleOn(policy, turns, facts));
    }

    private static Map<String, Truth> truths(Decision decision) {
        var truths = new HashMap<String, Truth>();
        decision.criteria().forEach(each -> truths.put(each.id(), each.result()));
        return truths;
    }

    /** Only of criteria that stand against it: under {@code none} those that hold. */
    private static Map<String, LocalDate> turns(Eligibility tree, Decision decision, Bindings facts) {
        var truths = truths(decision);
        var turns = new HashMap<String, LocalDate>();
        for (var criterion : decisive(tree, truths)) {
            var now = truths.get(criterion.id());
            if (now != Truth.MISSING) {
                Distance.turnsOn(criterion.when(), now == Truth.FALSE, decision.asOf(), facts)
                        .ifPresent(day -> turns.put(criterion.id(), day));
            }
        }
        return turns;
    }

    private static List<Criterion> decisive(Eligibility tree, Map<String, Truth> truths) {
        var decisive = new ArrayList<Criterion>();
        Kleene.decisive(tree, criterion -> truths.get(criterion.id()), decisive::add);
        return decisive;
    }

    private static List<Set<String>> minimalChanges(Eligibility tree, Map<String, Truth> truths) {
        var candidates = decisive(tree, truths).stream()
                .map(Criterion::id)
                .distinct()
                .filter(id -> truths.get(id) != Truth.MISSING)
                .toList();
        var found = new ArrayList<Set<String>>();
        for (int size = 1; size <= Math.min(MOST_CHANGES, candidates.size()); size++) {
            if (!found.isEmpty() && candidates.size() > TRIED_BEYOND_SMALLEST) {
                break;
            }
            var smaller = List.copyOf(found);
            subsets(candidates, size)
                    .filter(chosen -> smaller.stream().noneMatch(chosen::containsAll))
                    .filter(chosen -> Kleene.truth(tree, each -> changed(each.id(), chosen, truths)) == Truth.TRUE)
                    .forEach(found::add);
        }
        return found;
    }

    /** Every choice of so many, in the order of the document. */
    private static Stream<Set<String>> subsets(List<String> of, int size) {
        if (size == 0) {
            return Stream.of(Set.of());
        }
        return IntStream.range(0, of.size())
                .boxed()
                .flatMap(first ->
                        subsets(of.subList(first + 1, of.size()), size - 1).map(others -> with(of.get(first), others)));
    }

    private static Set<String> with(String first, Set<String> others) {
        var all = new LinkedHashSet<String>();
        all.add(first);
        all.addAll(others);
        return all;
    }

    private static Truth changed(String id, Set<String> chosen, Map<String, Truth> truths) {
        var now = truths.get(id);
        return chosen.contains(id) ? now.negated() : now;
    }

    /** The last of the turns is the first day on which nothing that turns stands against it any more. */
    private static Optional<LocalDate> eligibleOn(Policy policy, Map<String, LocalDate> turns, Bindings facts) {
        return turns.values().stream()
                .sorted()
                .filter(day -> PolicyMatcher.outcome(policy, day, facts) == Outcome.ELIGIBLE)
                .findFirst();
    }
}
