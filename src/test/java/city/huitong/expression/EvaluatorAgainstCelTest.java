package city.huitong.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The evaluator against CEL's own runtime, on random expressions over fully known facts. */
class EvaluatorAgainstCelTest {

    private final ExpressionCompiler compiler = new ExpressionCompiler();

    @Property(tries = 3_000)
    void answersAsCelDoesWhenEverythingIsKnown(@ForAll long seed) {
        var random = new RandomExpressions(seed, true);
        var source = random.any(5);
        var compiled = compiled(source);
        Assume.that(compiled.isPresent());
        var facts = random.facts(0);

        var ours = Evaluator.evaluate(compiled.get().root(), facts::get);

        var theirs = CelOracle.answer(source, compiled.get().type(), facts);
        theirs.ifPresentOrElse(
                answer -> assertThat(ours).as(source).isEqualTo(answer), () -> assertNotComputable(source, ours));
    }

    /** Where CEL fails, we do not know; only a choice between equal branches may still have an answer. */
    private static void assertNotComputable(String source, Result ours) {
        if (!source.contains("?")) {
            assertThat(ours).as(source).isInstanceOf(Missing.class);
        }
    }

    /** Empty if constants alone cannot be computed, which the compiler refuses. */
    private Optional<Expression> compiled(String source) {
        try {
            return Optional.of(compiler.compile(source, RandomExpressions.SCOPE));
        } catch (ExpressionException refused) {
            assertThat(refused.errors())
                    .as(source)
                    .allMatch(error -> error.message().contains("zero")
                            || error.message().contains("64 bits")
                            || error.message().contains("nested")
                            || error.message().contains("at most"));
            return Optional.empty();
        }
    }
}
