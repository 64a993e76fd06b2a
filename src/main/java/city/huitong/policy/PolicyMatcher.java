package city.huitong.policy;

import city.huitong.expression.Bindings;
import city.huitong.expression.Evaluator;
import city.huitong.expression.Expression;
import city.huitong.expression.Missing;
import city.huitong.expression.Result;
import city.huitong.expression.Value;
import city.huitong.policy.Benefit.Figure;
import city.huitong.policy.Eligibility.Criterion;
import city.huitong.policy.EligibilityDecision.Eligible;
import city.huitong.policy.EligibilityDecision.NotEligible;
import city.huitong.policy.EligibilityDecision.NotInForce;
import city.huitong.policy.EligibilityDecision.Undetermined;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/**
 * Decides a policy for a subject: facts and a day in, a decision with its reasons out. Knows nothing of where facts come from.
 *
 * <p>An eligible subject whose amount cannot be computed for missing facts is undetermined: nothing is paid on a guess. A
 * negative amount counts as 0 ("eligible for zero"), as a benefit never becomes a debt.
 */
public final class PolicyMatcher {

    private static final NotEligible NOT_ELIGIBLE = new NotEligible(Set.of(), Map.of());

    private PolicyMatcher() {}

    /** Decides with the result of every criterion, for explanations and for whatever is stored or sent. */
    public static Decision decide(Policy policy, LocalDate asOf, Bindings facts) {
        Optional<PolicyVersion> version = policy.inForceOn(asOf);
        if (version.isEmpty()) {
            return new Decision(policy.id(), asOf, version, new NotInForce(), List.of());
        }
        Bindings bindings = on(asOf, facts);
        Map<String, CriterionResult> results = new LinkedHashMap<>();
        version.get().eligible().criteria().forEach(each -> results.put(each.id(), result(each, bindings)));
        var eligibility = decide(version.get(), results, bindings);
        return new Decision(policy.id(), asOf, version, eligibility, List.copyOf(results.values()));
    }

    /**
     * The outcome alone, for runs over millions: stops at the first criterion that settles the answer and keeps no reasons. Always
     * the same outcome as {@link #decide}.
     */
    public static Outcome outcome(Policy policy, LocalDate asOf, Bindings facts) {
        Optional<PolicyVersion> version = policy.inForceOn(asOf);
        if (version.isEmpty()) {
            return Outcome.NOT_IN_FORCE;
        }
        Bindings bindings = on(asOf, facts);
        Truth eligible = Kleene.truth(version.get().eligible(), criterion -> truth(criterion, bindings));
        return switch (eligible) {
            case FALSE -> Outcome.NOT_ELIGIBLE;
            case MISSING -> Outcome.UNDETERMINED;
            case TRUE -> outcomeOfAmount(version.get().benefit().amount(), bindings);
        };
    }

    /**
     * Decides without reasons for a "no", for whatever only asks what a subject is entitled to: almost everybody is not entitled to
     * almost everything, and looking at all criteria of all of them is the larger part of the work. Of those who are not
     * eligible, {@code failed}, {@code figures} and {@code criteria} are empty; all others as {@link #decide}.
     */
    public static Decision decideBriefly(Policy policy, LocalDate asOf, Bindings facts) {
        return outcome(policy, asOf, facts) == Outcome.NOT_ELIGIBLE
                ? new Decision(policy.id(), asOf, policy.inForceOn(asOf), NOT_ELIGIBLE, List.of())
                : decide(policy, asOf, facts);
    }

    private static Outcome outcomeOfAmount(Expression amount, Bindings bindings) {
        return switch (Evaluator.evaluate(amount.root(), bindings)) {
            case Missing _ -> Outcome.UNDETERMINED;
            case Value _ -> Outcome.ELIGIBLE;
        };
    }

    private static EligibilityDecision decide(
            PolicyVersion version, Map<String, CriterionResult> results, Bindings bindings) {
        Function<Criterion, Truth> known = criterion -> of(results, criterion).result();
        return switch (Kleene.truth(version.eligible(), known)) {
            case TRUE -> eligible(version.benefit(), bindings);
            case FALSE ->
                new NotEligible(
                        failed(version.eligible(), known), figures(version.benefit(), Figure::otherwise, bindings));
            case MISSING -> new Undetermined(missing(version.eligible(), results));
        };
    }

    private static EligibilityDecision eligible(Benefit benefit, Bindings bindings) {
        return switch (Evaluator.evaluate(benefit.amount().root(), bindings)) {
            case Missing(var names) -> new Undetermined(names);
            case Value value ->
                new Eligible(
                        Math.max(0, fen(value)),
                        benefit.period(),
                        figures(benefit, figure -> Optional.of(figure.amount()), bindings));
        };
    }

    private static Map<String, Long> figures(
            Benefit benefit, Function<Figure, Optional<Expression>> which, Bindings bindings) {
        Map<String, Long> figures = new LinkedHashMap<>();
        for (Figure figure : benefit.figures()) {
            which.apply(figure)
                    .map(expression -> amount(expression, bindings))
                    .ifPresent(amount -> amount.ifPresent(fen -> figures.put(figure.id(), fen)));
        }
        return figures;
    }

    private static OptionalLong amount(Expression expression, Bindings bindings) {
        return switch (Evaluator.evaluate(expression.root(), bindings)) {
            case Missing _ -> OptionalLong.empty();
            case Value value -> OptionalLong.of(fen(value));
        };
    }

    private static Set<String> failed(Eligibility tree, Function<Criterion, Truth> known) {
        Set<String> failed = new LinkedHashSet<>();
        Kleene.decisive(tree, known, criterion -> failed.add(criterion.id()));
        return failed;
    }

    private static Set<String> missing(Eligibility tree, Map<String, CriterionResult> results) {
        Set<String> missing = new LinkedHashSet<>();
        Kleene.decisive(
                tree,
                criterion -> of(results, criterion).result(),
                criterion -> missing.addAll(of(results, criterion).missing()));
        return missing;
    }

    private static CriterionResult of(Map<String, CriterionResult> results, Criterion criterion) {
        return Objects.requireNonNull(results.get(criterion.id()));
    }

    private static CriterionResult result(Criterion criterion, Bindings bindings) {
        Result result = Evaluator.evaluate(criterion.when().root(), bindings);
        return switch (result) {
            case Missing(var names) -> new CriterionResult(criterion, Truth.MISSING, names);
            case Value value -> new CriterionResult(criterion, Truth.of(holds(value)), Set.of());
        };
    }

    private static Truth truth(Criterion criterion, Bindings bindings) {
        return switch (Evaluator.evaluate(criterion.when().root(), bindings)) {
            case Missing _ -> Truth.MISSING;
            case Value value -> Truth.of(holds(value));
        };
    }

    // The compiler has promised the types and the constructors have checked them; these two only take the value out.
    private static boolean holds(Value value) {
        return value instanceof Value.Bool(boolean holds) && holds;
    }

    private static long fen(Value value) {
        return value instanceof Value.Money(long fen) ? fen : 0;
    }

    private static Bindings on(LocalDate asOf, Bindings facts) {
        Value day = new Value.Day(asOf);
        return name -> FactVocabulary.AS_OF.equals(name) ? day : facts.value(name);
    }
}
