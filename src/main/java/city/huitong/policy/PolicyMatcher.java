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
import java.util.stream.Stream;

/**
 * Decides a policy for a subject: facts and a day in, a decision with its reasons out. Knows nothing of where facts come from,
 * nor of other policies: which of several a subject gets is settled by {@link Exclusions}.
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
        FactsOnDay bindings = on(policy, asOf, facts);
        Map<String, CriterionResult> results = new LinkedHashMap<>();
        version.get().eligible().criteria().forEach(each -> results.put(each.id(), result(each, bindings)));
        var eligibility = decide(policy, version.get(), results, bindings);
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
        Bindings bindings = on(policy, asOf, facts);
        Truth eligible = Kleene.truth(version.get().eligible(), criterion -> truth(criterion, bindings));
        return switch (eligible) {
            case FALSE -> Outcome.NOT_ELIGIBLE;
            case MISSING -> Outcome.UNDETERMINED;
            case TRUE -> allKnown(policy.needed(version.get()), bindings) ? Outcome.ELIGIBLE : Outcome.UNDETERMINED;
        };
    }

    /**
     * Decides without the results of the criteria, for whatever only asks what a subject is entitled to: almost everybody is not entitled
     * to almost everything, and looking at all criteria of all of them is the larger part of the work. Of those who are not
     * eligible, {@code failed} and {@code figures} are empty, too; only what cannot be known is decided as by {@link #decide}.
     */
    public static Decision decideBriefly(Policy policy, LocalDate asOf, Bindings facts) {
        Optional<PolicyVersion> version = policy.inForceOn(asOf);
        if (version.isEmpty()) {
            return new Decision(policy.id(), asOf, version, new NotInForce(), List.of());
        }
        FactsOnDay bindings = on(policy, asOf, facts);
        return switch (Kleene.truth(version.get().eligible(), criterion -> truth(criterion, bindings))) {
            case FALSE -> new Decision(policy.id(), asOf, version, NOT_ELIGIBLE, List.of());
            case TRUE -> new Decision(policy.id(), asOf, version, eligible(policy, version.get(), bindings), List.of());
            case MISSING -> decide(policy, asOf, facts);
        };
    }

    /**
     * What a subject gets for which the criteria hold, in fen a period, never negative; empty when it cannot be said, for facts that are
     * missing. The same as {@link #decide} says of it.
     */
    public static OptionalLong due(Policy policy, PolicyVersion version, LocalDate asOf, Bindings facts) {
        FactsOnDay bindings = on(policy, asOf, facts);
        return allKnown(policy.needed(version), bindings)
                ? OptionalLong.of(due(version.benefit(), bindings))
                : OptionalLong.empty();
    }

    private static boolean allKnown(Stream<Expression> expressions, Bindings bindings) {
        return expressions.allMatch(each -> Evaluator.evaluate(each.root(), bindings) instanceof Value);
    }

    private static EligibilityDecision decide(
            Policy policy, PolicyVersion version, Map<String, CriterionResult> results, FactsOnDay bindings) {
        Function<Criterion, Truth> known = criterion -> of(results, criterion).result();
        return switch (Kleene.truth(version.eligible(), known)) {
            case TRUE -> eligible(policy, version, bindings);
            case FALSE ->
                new NotEligible(
                        failed(version.eligible(), known), figures(version.benefit(), Figure::otherwise, bindings));
            case MISSING -> new Undetermined(bindings.reasons(missing(version.eligible(), results)));
        };
    }

    private static EligibilityDecision eligible(Policy policy, PolicyVersion version, FactsOnDay bindings) {
        Set<String> open = new LinkedHashSet<>();
        policy.needed(version)
                .map(each -> Evaluator.evaluate(each.root(), bindings))
                .forEach(result -> {
                    if (result instanceof Missing(var names)) {
                        open.addAll(names);
                    }
                });
        return open.isEmpty() ? granted(policy, version.benefit(), bindings) : new Undetermined(bindings.reasons(open));
    }

    private static Eligible granted(Policy policy, Benefit benefit, FactsOnDay bindings) {
        return new Eligible(
                due(benefit, bindings),
                benefit.period(),
                figures(benefit, figure -> Optional.of(figure.amount()), bindings),
                benefit.payee().map(payee -> text(known(payee, bindings))),
                policy.terms().once().stream()
                        .map(ledger -> new Ledger.Key(ledger, known(ledger.by(), bindings)))
                        .toList());
    }

    private static long due(Benefit benefit, FactsOnDay bindings) {
        long full = Math.max(0, fen(known(benefit.amount(), bindings)));
        return benefit.proration()
                .map(each -> each.share(full, benefit.period(), bindings.asOf(), day(known(each.since(), bindings))))
                .orElse(full);
    }

    private static List<Value> known(List<Expression> expressions, Bindings bindings) {
        return expressions.stream().map(each -> known(each, bindings)).toList();
    }

    /** Of an expression that was found to have a value. */
    private static Value known(Expression expression, Bindings bindings) {
        return (Value) Evaluator.evaluate(expression.root(), bindings);
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

    // The compiler has promised the types and the constructors have checked them; these only take the value out.
    private static boolean holds(Value value) {
        return value instanceof Value.Bool(boolean holds) && holds;
    }

    private static long fen(Value value) {
        return value instanceof Value.Money(long fen) ? fen : 0;
    }

    private static LocalDate day(Value value) {
        return ((Value.Day) value).value();
    }

    private static String text(Value value) {
        return ((Value.Text) value).value();
    }

    private static FactsOnDay on(Policy policy, LocalDate asOf, Bindings facts) {
        return new FactsOnDay(asOf, facts, policy.terms().maxAge());
    }
}
