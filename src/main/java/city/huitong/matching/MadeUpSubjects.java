package city.huitong.matching;

import city.huitong.expression.Expression;
import city.huitong.expression.Node;
import city.huitong.expression.Value;
import city.huitong.expression.ValueType;
import city.huitong.policy.FactVocabulary;
import city.huitong.policy.GoldenCase;
import city.huitong.policy.Policy;
import city.huitong.policy.Terms;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Makes up subjects for a policy: for each fact it reads a value of its golden cases, one that it compares with, one just beside those, one
 * out of the blue, or none. The same for the same seed.
 */
final class MadeUpSubjects {

    private static final double MISSING = 0.15;
    private static final double OUT_OF_THE_BLUE = 0.15;
    private static final int DAYS = 40_000;
    private static final LocalDate FIRST = LocalDate.of(1930, 1, 1);

    private final Map<String, ValueType> types = new TreeMap<>();
    private final Map<String, List<Value>> known = new HashMap<>();
    private final Random random;

    MadeUpSubjects(Policy policy, FactVocabulary vocabulary, long seed) {
        this.random = new Random(seed);
        var roots = expressions(policy).map(Expression::root).toList();
        roots.forEach(this::addTypes);
        policy.facts()
                .forEach(fact -> vocabulary.typeOf(fact, policy.subject()).ifPresent(type -> types.put(fact, type)));
        var constants = new LinkedHashSet<Value>();
        roots.forEach(root -> addConstants(root, constants));
        types.forEach((fact, type) -> known.put(fact, values(fact, type, policy.cases(), constants)));
    }

    private static Stream<Expression> expressions(Policy policy) {
        var ofVersions = policy.versions().stream()
                .flatMap(version -> Stream.concat(version.expressions(), policy.needed(version)));
        Terms terms = policy.terms();
        return Stream.concat(ofVersions, terms.expressions());
    }

    /** The facts they have or lack, with their types. */
    Map<String, ValueType> types() {
        return types;
    }

    /** The next one. */
    Map<String, Value> next() {
        Map<String, Value> facts = new HashMap<>();
        types.forEach((fact, type) -> {
            if (random.nextDouble() >= MISSING) {
                facts.put(fact, value(fact, type));
            }
        });
        return facts;
    }

    private Value value(String fact, ValueType type) {
        var values = known.getOrDefault(fact, List.of());
        return values.isEmpty() || random.nextDouble() < OUT_OF_THE_BLUE
                ? any(type)
                : values.get(random.nextInt(values.size()));
    }

    private Value any(ValueType type) {
        return switch (type) {
            case BOOL -> Value.Bool.of(random.nextBoolean());
            case INT -> new Value.Int(random.nextInt(-1, 500));
            case MONEY -> new Value.Money(random.nextLong(1_000_000_000));
            case NUMBER -> new Value.Num(random.nextInt(400) / 4.0);
            case TEXT -> new Value.Text("other-" + random.nextInt(3));
            case DATE -> new Value.Day(FIRST.plusDays(random.nextInt(DAYS)));
        };
    }

    private static List<Value> values(String fact, ValueType type, List<GoldenCase> cases, Set<Value> constants) {
        var values = new LinkedHashSet<Value>();
        cases.stream()
                .map(golden -> golden.facts().get(fact))
                .filter(value -> value != null && value.type() == type)
                .forEach(values::add);
        constants.stream().filter(value -> value.type() == type).forEach(values::add);
        var beside = values.stream().flatMap(MadeUpSubjects::beside).toList();
        values.addAll(beside);
        return new ArrayList<>(values);
    }

    private static Stream<Value> beside(Value value) {
        return switch (value) {
            case Value.Int(long number)
            when Math.abs(number) < Long.MAX_VALUE -> Stream.of(new Value.Int(number - 1), new Value.Int(number + 1));
            case Value.Money(long fen)
            when Math.abs(fen) < Long.MAX_VALUE -> Stream.of(new Value.Money(fen - 1), new Value.Money(fen + 1));
            case Value.Day(var day) -> Stream.of(new Value.Day(day.minusDays(1)), new Value.Day(day.plusDays(1)));
            case Value.Bool _, Value.Int _, Value.Money _, Value.Num _, Value.Text _ -> Stream.of();
        };
    }

    private void addTypes(Node node) {
        if (node instanceof Node.Variable(var name, var type) && FactVocabulary.isFact(name)) {
            types.put(name, type);
        }
        node.children().forEach(this::addTypes);
    }

    private static void addConstants(Node node, Set<Value> found) {
        if (node instanceof Node.Constant(var value)) {
            found.add(value);
        }
        if (node instanceof Node.Membership(var _, var values)) {
            found.addAll(values);
        }
        node.children().forEach(child -> addConstants(child, found));
    }
}
