package city.huitong.policy;

import city.huitong.expression.Bindings;
import city.huitong.expression.Evaluator;
import city.huitong.expression.Expression;
import city.huitong.expression.Node.Comparison;
import city.huitong.expression.Node.Relation;
import city.huitong.expression.Result;
import city.huitong.expression.Value;
import city.huitong.policy.Eligibility.Criterion;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What a criterion has seen and what it wants, as far as it compares two values.
 *
 * @param observed the subject's side of the comparison
 * @param relation how it must relate to what is required
 * @param required the law's side
 * @param by how much the subject's side must at least change: whole numbers, fen or days; empty where it holds, or where there is no
 *     such number
 */
public record Distance(Value observed, Relation relation, Value required, OptionalLong by) {

    /** Days are looked at one by one for so long; later ones in steps of a year, for as long as people live. */
    private static final int DAYS = 5 * 366;

    private static final int YEARS = 120;

    /** What a criterion compares; empty where it compares nothing, or something is missing. */
    static Optional<Distance> of(Criterion criterion, LocalDate asOf, Bindings facts) {
        if (!(criterion.when().root() instanceof Comparison(var relation, var left, var right))) {
            return Optional.empty();
        }
        var day = on(asOf, facts);
        var isTurned = left.names().stream().noneMatch(FactVocabulary::isFact);
        var observed = Evaluator.evaluate(isTurned ? right : left, day);
        var required = Evaluator.evaluate(isTurned ? left : right, day);
        return observed instanceof Value seen && required instanceof Value wanted
                ? Optional.of(of(seen, isTurned ? turned(relation) : relation, wanted))
                : Optional.empty();
    }

    private static Distance of(Value observed, Relation relation, Value required) {
        return new Distance(observed, relation, required, missing(observed, relation, required));
    }

    private static OptionalLong missing(Value observed, Relation relation, Value required) {
        var seen = number(observed);
        var wanted = number(required);
        if (seen.isEmpty() || wanted.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            var needed = needed(Math.subtractExact(wanted.getAsLong(), seen.getAsLong()), relation);
            return needed > 0 ? OptionalLong.of(needed) : OptionalLong.empty();
        } catch (ArithmeticException _) {
            // Further apart than 64 bits can say.
            return OptionalLong.empty();
        }
    }

    private static long needed(long gap, Relation relation) {
        return switch (relation) {
            case GREATER_OR_EQUAL -> gap;
            case GREATER -> Math.addExact(gap, 1);
            case LESS_OR_EQUAL -> Math.negateExact(gap);
            case LESS -> Math.addExact(Math.negateExact(gap), 1);
            case EQUAL -> Math.absExact(gap);
            case NOT_EQUAL -> gap == 0 ? 1 : 0;
        };
    }

    private static OptionalLong number(Value value) {
        return switch (value) {
            case Value.Int(long number) -> OptionalLong.of(number);
            case Value.Money(long fen) -> OptionalLong.of(fen);
            case Value.Day(var day) -> OptionalLong.of(day.toEpochDay());
            case Value.Bool _, Value.Num _, Value.Text _ -> OptionalLong.empty();
        };
    }

    private static Relation turned(Relation relation) {
        return switch (relation) {
            case LESS -> Relation.GREATER;
            case LESS_OR_EQUAL -> Relation.GREATER_OR_EQUAL;
            case GREATER -> Relation.LESS;
            case GREATER_OR_EQUAL -> Relation.LESS_OR_EQUAL;
            case EQUAL, NOT_EQUAL -> relation;
        };
    }

    /**
     * The first day after this one on which a condition is what it is not today, if nothing changes but the day. Beyond five years an answer
     * that lasts less than a year may be overlooked.
     */
    static Optional<LocalDate> turnsOn(Expression condition, boolean holds, LocalDate asOf, Bindings facts) {
        if (!condition.names().contains(FactVocabulary.AS_OF)) {
            return Optional.empty();
        }
        Predicate<LocalDate> turned = day -> isTruth(Evaluator.evaluate(condition.root(), on(day, facts)), holds);
        return days(asOf, DAYS).filter(turned).findFirst().or(() -> later(asOf, turned));
    }

    private static Optional<LocalDate> later(LocalDate asOf, Predicate<LocalDate> turned) {
        return LongStream.rangeClosed(DAYS / 366 + 1, YEARS)
                .mapToObj(asOf::plusYears)
                .filter(turned)
                .findFirst()
                .flatMap(known -> days(known.minusYears(1), (int) ChronoUnit.DAYS.between(known.minusYears(1), known))
                        .filter(turned)
                        .findFirst());
    }

    private static Stream<LocalDate> days(LocalDate after, int howMany) {
        return LongStream.rangeClosed(1, howMany).mapToObj(after::plusDays);
    }

    private static boolean isTruth(Result result, boolean holds) {
        return result instanceof Value.Bool(boolean is) && is == holds;
    }

    private static Bindings on(LocalDate day, Bindings facts) {
        var asOf = new Value.Day(day);
        return name -> FactVocabulary.AS_OF.equals(name) ? asOf : facts.value(name);
    }
}
