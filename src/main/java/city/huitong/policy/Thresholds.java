package city.huitong.policy;

import city.huitong.expression.Bindings;
import city.huitong.expression.Evaluator;
import city.huitong.expression.Node;
import city.huitong.expression.Result;
import city.huitong.expression.Value;
import city.huitong.expression.ValueType;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongPredicate;
import java.util.stream.Stream;

/**
 * Where the comparisons of an expression turn when one fact moves and all others stay: the values at which an answer can change by one
 * unit. Found by asking the evaluator, so that {@code ageAt(person.birth, asOf) >= 65} has a day, and an income divided by the
 * members of a household has an amount.
 */
public final class Thresholds {

    /** Further than any law looks: a century and a half back, half a century ahead. */
    private static final int YEARS_BACK = 150;

    private static final int YEARS_AHEAD = 50;

    /** A thousand billion whole units. */
    private static final long MOST = 1_000_000_000_000L;

    private Thresholds() {}

    /**
     * The first values behind each turn, ascending: fen, whole numbers, or days since 1970.
     *
     * @param root what is asked
     * @param fact what moves: money, a whole number or a date
     * @param facts all others
     */
    public static Set<Long> of(Node root, Node.Variable fact, LocalDate asOf, Bindings facts) {
        var found = new TreeSet<Long>();
        comparisons(root)
                .filter(comparison -> comparison.names().contains(fact.name()))
                .forEach(comparison -> add(comparison, fact, asOf, facts, found));
        return found;
    }

    /** The facts that an expression compares and that move by units. */
    public static Set<Node.Variable> facts(Node root) {
        var found = new LinkedHashSet<Node.Variable>();
        comparisons(root)
                .flatMap(Thresholds::variables)
                .filter(Thresholds::hasUnits)
                .forEach(found::add);
        return found;
    }

    /** A whole number that stands for a value, as a value of the fact. */
    public static Value value(ValueType type, long number) {
        return switch (type) {
            case INT -> new Value.Int(number);
            case MONEY -> new Value.Money(number);
            case DATE -> new Value.Day(LocalDate.ofEpochDay(number));
            case BOOL, NUMBER, TEXT -> throw new IllegalArgumentException("no units: " + type);
        };
    }

    private static boolean hasUnits(Node.Variable variable) {
        return FactVocabulary.isFact(variable.name())
                && (variable.type() == ValueType.INT
                        || variable.type() == ValueType.MONEY
                        || variable.type() == ValueType.DATE);
    }

    private static Stream<Node.Comparison> comparisons(Node node) {
        var below = node.children().stream().flatMap(Thresholds::comparisons);
        return node instanceof Node.Comparison comparison ? Stream.concat(Stream.of(comparison), below) : below;
    }

    private static Stream<Node.Variable> variables(Node node) {
        return node instanceof Node.Variable variable
                ? Stream.of(variable)
                : node.children().stream().flatMap(Thresholds::variables);
    }

    /** Of an equality, which holds for one value only, there is nothing to halve: its value is where both sides are as large. */
    private static void add(
            Node.Comparison comparison, Node.Variable fact, LocalDate asOf, Bindings facts, Set<Long> found) {
        var relation = comparison.relation().ordering() ? comparison.relation() : Node.Relation.GREATER_OR_EQUAL;
        if (!comparison.relation().ordering() && !hasOrder(comparison.left().type())) {
            return;
        }
        var asked = new Node.Comparison(relation, comparison.left(), comparison.right());
        LongPredicate holds = at -> holds(asked, moved(fact, at, asOf, facts));
        var from = fact.type() == ValueType.DATE ? asOf.minusYears(YEARS_BACK).toEpochDay() : -1;
        var to = fact.type() == ValueType.DATE ? asOf.plusYears(YEARS_AHEAD).toEpochDay() : MOST;
        if (holds.test(from) != holds.test(to)) {
            found.add(turn(holds, from, to));
        }
    }

    private static boolean hasOrder(ValueType type) {
        return type == ValueType.INT || type == ValueType.MONEY || type == ValueType.DATE;
    }

    /** By halving: the first value that answers as the last one does. */
    private static long turn(LongPredicate holds, long from, long to) {
        var last = holds.test(to);
        var low = from;
        var high = to;
        while (high - low > 1) {
            var middle = low + (high - low) / 2;
            if (holds.test(middle) == last) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    private static boolean holds(Node comparison, Bindings facts) {
        Result result = Evaluator.evaluate(comparison, facts);
        return result instanceof Value.Bool(boolean holds) && holds;
    }

    private static Bindings moved(Node.Variable fact, long number, LocalDate asOf, Bindings facts) {
        var value = value(fact.type(), number);
        var day = new Value.Day(asOf);
        return name -> {
            if (name.equals(fact.name())) {
                return value;
            }
            return FactVocabulary.AS_OF.equals(name) ? day : facts.value(name);
        };
    }

    /** Everything a version compares: its criteria, and its amount. */
    static List<Node> asked(PolicyVersion version) {
        return Stream.concat(
                        version.eligible().criteria().map(each -> each.when().root()),
                        Stream.of(version.benefit().amount().root()))
                .toList();
    }
}
