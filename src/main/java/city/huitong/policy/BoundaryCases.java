package city.huitong.policy;

import city.huitong.expression.Bindings;
import city.huitong.expression.Node;
import city.huitong.expression.Value;
import city.huitong.policy.EligibilityDecision.Eligible;
import city.huitong.policy.GateReport.Boundary;
import city.huitong.policy.GoldenCaseRunner.CaseResult;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes cases at the boundaries of a policy, for a person to look at: at each threshold of a criterion or an amount one unit before, the
 * first value behind it and one more, and around the days on which each version begins and ends. Their other facts are those of a golden
 * case that is entitled.
 */
final class BoundaryCases {

    /** More than a person reads. */
    private static final int MOST = 600;

    private static final String AMOUNT = "amount";
    private static final String VALIDITY = "validity";

    private final Policy policy;
    private final List<Boundary> made = new ArrayList<>();

    private BoundaryCases(Policy policy) {
        this.policy = policy;
    }

    static List<Boundary> of(Policy policy, List<CaseResult> results) {
        var cases = new BoundaryCases(policy);
        policy.versions().forEach(version -> like(version, results).ifPresent(golden -> cases.add(version, golden)));
        return cases.made.stream().distinct().limit(MOST).toList();
    }

    /** An entitled case of this version; where there is none, any. */
    private static Optional<GoldenCase> like(PolicyVersion version, List<CaseResult> results) {
        var own = results.stream()
                .filter(result -> version.valid().covers(result.golden().asOf()))
                .toList();
        return own.stream()
                .filter(result -> result.decision().outcome() == Outcome.ELIGIBLE)
                .findFirst()
                .or(() -> own.stream().findFirst())
                .map(CaseResult::golden);
    }

    private void add(PolicyVersion version, GoldenCase golden) {
        version.eligible()
                .criteria()
                .forEach(each -> addThresholds(each.id(), each.when().root(), golden));
        addThresholds(AMOUNT, version.benefit().amount().root(), golden);
        addDays(version.valid().from(), golden);
        version.valid()
                .to()
                .filter(last -> last.isBefore(LocalDate.MAX))
                .ifPresent(last -> addDays(last.plusDays(1), golden));
    }

    private void addThresholds(String of, Node root, GoldenCase golden) {
        for (var fact : Thresholds.facts(root)) {
            for (var at : Thresholds.of(root, fact, golden.asOf(), golden)) {
                for (int step = -1; step <= 1; step++) {
                    var value = Thresholds.value(fact.type(), at + step);
                    made.add(boundary(of, golden, fact.name(), step, value, golden.asOf()));
                }
            }
        }
    }

    private void addDays(LocalDate first, GoldenCase golden) {
        for (int step = -1; step <= 1; step++) {
            var day = first.plusDays(step);
            made.add(boundary(VALIDITY, golden, FactVocabulary.AS_OF, step, new Value.Day(day), day));
        }
    }

    private Boundary boundary(String of, GoldenCase golden, String fact, int step, Value value, LocalDate asOf) {
        Bindings facts = name -> name.equals(fact) ? value : golden.value(name);
        var decision = PolicyMatcher.decide(policy, asOf, facts);
        var amount = decision.eligibility() instanceof Eligible eligible
                ? Optional.of(eligible.amountFen())
                : Optional.<Long>empty();
        return new Boundary(of, golden.name(), fact, step, text(value), asOf, decision.outcome(), amount);
    }

    private static String text(Value value) {
        return switch (value) {
            case Value.Int(long number) -> Long.toString(number);
            case Value.Money(long fen) -> Long.toString(fen);
            case Value.Day(var day) -> day.toString();
            case Value.Bool _, Value.Num _, Value.Text _ ->
                throw new IllegalArgumentException("no boundary: " + value.type());
        };
    }
}
