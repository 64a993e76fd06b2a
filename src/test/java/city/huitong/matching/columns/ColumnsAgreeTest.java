package city.huitong.matching.columns;

import static org.assertj.core.api.Assertions.assertThat;

import city.huitong.catalog.SubjectId;
import city.huitong.expression.Evaluator;
import city.huitong.expression.Expression;
import city.huitong.expression.ExpressionCompiler;
import city.huitong.expression.ExpressionException;
import city.huitong.expression.Missing;
import city.huitong.expression.RandomExpressions;
import city.huitong.expression.Value;
import city.huitong.expression.ValueType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.roaringbitmap.RoaringBitmap;

/** Columns give every subject the answer that the evaluator of one subject gives, missing facts included. */
class ColumnsAgreeTest {

    private static final int ROWS = 200;
    private static final int CONDITIONS = 10;

    private final ExpressionCompiler compiler = new ExpressionCompiler();

    @Property(tries = 150)
    void everyRowGetsTheAnswerOfTheEvaluator(@ForAll long seed) {
        var random = new RandomExpressions(seed, true);
        var people = IntStream.range(0, ROWS)
                .mapToObj(person -> random.facts(person % 3 == 0 ? 0 : 0.3))
                .toList();
        var segment = segment(people);
        for (int i = 0; i < CONDITIONS; i++) {
            var source = random.of(ValueType.BOOL, i % 5);
            compiled(source).ifPresent(condition -> mustAgree(condition, segment, people));
        }
    }

    private static void mustAgree(Expression condition, Segment segment, List<Map<String, Value>> people) {
        var truths = new ColumnEvaluator(segment, _ -> null).evaluate(condition.root(), segment.all());

        for (int row = 0; row < people.size(); row++) {
            var expected = Evaluator.evaluate(condition.root(), people.get(row)::get);
            assertThat(said(truths, row))
                    .as(condition.source() + " of " + people.get(row))
                    .isEqualTo(said(expected));
        }
    }

    private static String said(Truths truths, int row) {
        assertThat(RoaringBitmap.intersects(truths.holds(), truths.fails())).isFalse();
        return truths.holds().contains(row) ? "true" : truths.fails().contains(row) ? "false" : "open";
    }

    private static String said(city.huitong.expression.Result result) {
        return result instanceof Missing ? "open" : String.valueOf(((Value.Bool) result).value());
    }

    private static Segment segment(List<Map<String, Value>> people) {
        var builder = new Segment.Builder(RandomExpressions.SCOPE.variables());
        for (int row = 0; row < people.size(); row++) {
            builder.add(new SubjectId(new UUID(0, row)), people.get(row)::get);
        }
        return builder.build();
    }

    /** Empty where constants alone cannot be computed, which the compiler refuses. */
    private Optional<Expression> compiled(String source) {
        try {
            return Optional.of(compiler.compile(source, RandomExpressions.SCOPE));
        } catch (ExpressionException _) {
            return Optional.empty();
        }
    }
}
