package city.huitong.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The laws of Kleene's strong three-valued logic, on random expressions and facts of which a part is missing. */
class KleeneLawsTest {

    private final ExpressionCompiler compiler = new ExpressionCompiler();

    @Property(tries = 2_000)
    void fillingInMissingFactsNeverChangesAKnownResult(@ForAll long seed) {
        var random = new RandomExpressions(seed, false);
        var root = compiled(random.any(5));
        Assume.that(root.isPresent());
        var all = random.facts(0);
        var few = without(all, new Random(seed), 0.3);
        var more = new HashMap<>(few);
        more.putAll(without(all, new Random(seed + 1), 0.5));

        var result = Evaluator.evaluate(root.get(), few::get);

        Assume.that(result instanceof Value);
        assertThat(Evaluator.evaluate(root.get(), more::get)).isEqualTo(result);
        assertThat(Evaluator.evaluate(root.get(), all::get)).isEqualTo(result);
    }

    @Property(tries = 1_000)
    void namesOnlyFactsTheExpressionReadsAndAtLeastOne(@ForAll long seed) {
        var random = new RandomExpressions(seed, true);
        var root = compiled(random.any(5));
        Assume.that(root.isPresent());
        var facts = random.facts(0.4);

        if (Evaluator.evaluate(root.get(), facts::get) instanceof Missing(var names)) {
            assertThat(names).isNotEmpty().isSubsetOf(root.get().names());
        }
    }

    @Property(tries = 500)
    void negationSwapsAndWithOr(@ForAll long seed) {
        var random = new RandomExpressions(seed, true);
        var a = random.of(ValueType.BOOL, 3);
        var b = random.of(ValueType.BOOL, 3);
        var facts = random.facts(0.5);

        assertSame("!(%s && %s)".formatted(a, b), "!%s || !%s".formatted(a, b), facts);
        assertSame("!(%s || %s)".formatted(a, b), "!%s && !%s".formatted(a, b), facts);
    }

    @Property(tries = 500)
    void orderOfPartsAndDoubleNegationChangeNothing(@ForAll long seed) {
        var random = new RandomExpressions(seed, true);
        var a = random.of(ValueType.BOOL, 3);
        var b = random.of(ValueType.BOOL, 3);
        var facts = random.facts(0.5);

        assertSame("%s && %s".formatted(a, b), "%s && %s".formatted(b, a), facts);
        assertSame("%s || %s".formatted(a, b), "%s || %s".formatted(b, a), facts);
        assertSame("!!" + a, a, facts);
    }

    private void assertSame(String one, String other, Map<String, Value> facts) {
        var left = compiled(one);
        var right = compiled(other);
        Assume.that(left.isPresent() && right.isPresent());
        assertThat(Evaluator.evaluate(left.get(), facts::get))
                .as("%s is %s", one, other)
                .isEqualTo(Evaluator.evaluate(right.get(), facts::get));
    }

    private Optional<Node> compiled(String source) {
        try {
            return Optional.of(compiler.compile(source, RandomExpressions.SCOPE).root());
        } catch (ExpressionException _) {
            return Optional.empty();
        }
    }

    private static Map<String, Value> without(Map<String, Value> facts, Random random, double share) {
        var rest = new HashMap<>(facts);
        rest.keySet().removeIf(_ -> random.nextDouble() < share);
        return rest;
    }
}
