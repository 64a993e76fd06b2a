package city.huitong.policy;

import city.huitong.expression.Bindings;
import city.huitong.expression.Node;
import city.huitong.expression.ValueType;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the cliffs of a policy: at each threshold of its criteria, bands and limits it decides an entitled golden case one unit before and
 * behind. Nobody's facts are looked at.
 */
public final class Cliffs {

    private final Policy policy;
    private final PolicyVersion version;
    private final LocalDate asOf;
    private final GoldenCase example;

    private Cliffs(Policy policy, PolicyVersion version, LocalDate asOf, GoldenCase example) {
        this.policy = policy;
        this.version = version;
        this.asOf = asOf;
        this.example = example;
    }

    /**
     * The cliffs of the version that is law on a day, by fact and threshold; none when there is no such version, or no example that is entitled.
     *
     * @param examples golden cases, of this policy or of another publication of it
     */
    public static List<Cliff> of(Policy policy, LocalDate asOf, List<GoldenCase> examples) {
        return policy.inForceOn(asOf)
                .flatMap(version -> examples.stream()
                        .filter(each -> PolicyMatcher.outcome(policy, asOf, each) == Outcome.ELIGIBLE)
                        .findFirst()
                        .map(example -> new Cliffs(policy, version, asOf, example).all()))
                .orElse(List.of());
    }

    private List<Cliff> all() {
        var facts = new LinkedHashSet<Node.Variable>();
        Thresholds.asked(version).forEach(node -> facts.addAll(Thresholds.facts(node)));
        return facts.stream()
                .filter(fact -> fact.type() != ValueType.DATE)
                .flatMap(fact -> of(fact).stream())
                .sorted(Comparator.comparing(Cliff::fact).thenComparingLong(Cliff::threshold))
                .toList();
    }

    private List<Cliff> of(Node.Variable fact) {
        var fixed = thresholds(fact, _ -> null);
        var found = new ArrayList<Cliff>();
        for (var at : thresholds(fact, example)) {
            cliff(fact, at, fixed.contains(at)).ifPresent(found::add);
        }
        return found;
    }

    private Set<Long> thresholds(Node.Variable fact, Bindings others) {
        var found = new TreeSet<Long>();
        Thresholds.asked(version).forEach(node -> found.addAll(Thresholds.of(node, fact, asOf, others)));
        return found;
    }

    private Optional<Cliff> cliff(Node.Variable fact, long at, boolean fixed) {
        var cliff = new Cliff(fact.name(), fact.type(), at, due(fact, at - 1), due(fact, at), fixed, example.name());
        var ownWorth = fact.type() == ValueType.MONEY ? Cliff.unit(fact.type()) : 0;
        return cliff.lossFen() > ownWorth ? Optional.of(cliff) : Optional.empty();
    }

    /** Nothing, where it is not eligible. */
    private long due(Node.Variable fact, long number) {
        var value = Thresholds.value(fact.type(), number);
        Bindings moved = name -> name.equals(fact.name()) ? value : example.value(name);
        return PolicyMatcher.outcome(policy, asOf, moved) == Outcome.ELIGIBLE
                ? PolicyMatcher.due(policy, version, asOf, moved).orElse(0)
                : 0;
    }
}
