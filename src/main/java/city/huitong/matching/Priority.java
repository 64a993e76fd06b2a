package city.huitong.matching;

import city.huitong.expression.Bindings;
import city.huitong.expression.Evaluator;
import city.huitong.expression.Expression;
import city.huitong.expression.Missing;
import city.huitong.expression.MissingReason;
import city.huitong.expression.Value;
import city.huitong.policy.Budget;
import city.huitong.policy.Policy;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a subject stands among those whom the money of a budget has to do for. */
final class Priority {

    private static final String AS_OF = "asOf";
    private static final long LAST = Long.MAX_VALUE;
    /** Decimal numbers are told apart to the sixth place. */
    private static final double MILLIONTHS = 1e6;

    private Priority() {}

    /** Its rank by what the policy's budget declares; empty where it declares nothing. */
    static List<Long> rank(Policy policy, LocalDate asOf, Bindings facts) {
        var declared = policy.terms().budget().map(Budget::priority).orElse(List.of());
        return declared.isEmpty()
                ? List.of()
                : declared.stream()
                        .map(each -> number(each, new OnDay(new Value.Day(asOf), facts)))
                        .toList();
    }

    private static long number(Expression expression, Bindings facts) {
        return switch (Evaluator.evaluate(expression.root(), facts)) {
            case Missing _ -> LAST;
            case Value.Int(long value) -> value;
            case Value.Money(long fen) -> fen;
            case Value.Num(double value) -> Math.round(value * MILLIONTHS);
            case Value.Day(LocalDate day) -> day.toEpochDay();
            case Value.Bool _, Value.Text _ -> LAST;
        };
    }

    /** Facts with the day that is asked about among them. */
    private record OnDay(Value.Day asOf, Bindings facts) implements Bindings {

        @Override
        public @Nullable Value value(String name) {
            return AS_OF.equals(name) ? asOf : facts.value(name);
        }

        @Override
        public MissingReason whyMissing(String name) {
            return facts.whyMissing(name);
        }
    }
}
