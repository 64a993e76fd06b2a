package city.huitong.matching.columns;

import static org.assertj.core.api.Assertions.assertThat;

import city.huitong.catalog.LocalizedText;
import city.huitong.catalog.SubjectId;
import city.huitong.catalog.SubjectKind;
import city.huitong.expression.Expression;
import city.huitong.expression.ExpressionCompiler;
import city.huitong.expression.ExpressionException;
import city.huitong.expression.RandomExpressions;
import city.huitong.expression.Value;
import city.huitong.expression.ValueType;
import city.huitong.policy.Automation;
import city.huitong.policy.Benefit;
import city.huitong.policy.BenefitPeriod;
import city.huitong.policy.Eligibility;
import city.huitong.policy.Eligibility.AllOf;
import city.huitong.policy.Eligibility.AnyOf;
import city.huitong.policy.Eligibility.AtLeast;
import city.huitong.policy.Eligibility.Criterion;
import city.huitong.policy.Eligibility.NoneOf;
import city.huitong.policy.EligibilityDecision.Eligible;
import city.huitong.policy.Outcome;
import city.huitong.policy.Policy;
import city.huitong.policy.PolicyId;
import city.huitong.policy.PolicyMatcher;
import city.huitong.policy.PolicyVersion;
import city.huitong.policy.Prospect;
import city.huitong.policy.Terms;
import city.huitong.policy.Validity;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Columns decide whole policies for every subject as they are decided for one, terms and amounts included. */
class PolicyColumnsTest {

    private static final LocalDate TODAY = LocalDate.of(2025, 3, 1);
    private static final int ROWS = 200;
    private static final LocalizedText TEXT = new LocalizedText("条件", "a condition");

    private final ExpressionCompiler compiler = new ExpressionCompiler();

    @Property(tries = 100)
    void everyRowGetsTheOutcomeOfTheMatcher(@ForAll long seed) {
        var random = new RandomExpressions(seed, true);
        var people = IntStream.range(0, ROWS)
                .mapToObj(person -> random.facts(person % 3 == 0 ? 0 : 0.3))
                .toList();
        var policy = policy(random, new Random(seed));
        var version = policy.versions().getFirst();
        var segment = segment(people);
        var columns = new PolicyColumns(segment, policy, TODAY);

        var outcomes = columns.decide(version, segment.all());

        for (int row = 0; row < ROWS; row++) {
            var expected = PolicyMatcher.decide(policy, TODAY, people.get(row)::get);
            assertThat(outcome(outcomes, row)).as("row " + people.get(row)).isEqualTo(expected.outcome());
            if (expected.eligibility() instanceof Eligible eligible) {
                assertThat(columns.amount(version, row)).isEqualTo(eligible.amountFen());
            }
        }
    }

    @Property(tries = 100)
    void whoNearlyIsWouldBeByThatCriterionAlone(@ForAll long seed) {
        var random = new RandomExpressions(seed, true);
        var people = IntStream.range(0, ROWS).mapToObj(_ -> random.facts(0.1)).toList();
        var policy = policy(random, new Random(seed));
        var version = policy.versions().getFirst();
        var segment = segment(people);
        var columns = new PolicyColumns(segment, policy, TODAY);
        var outcomes = columns.decide(version, segment.all());

        version.eligible().criteria().map(Criterion::id).forEach(criterion -> {
            var nearly = columns.nearly(version, criterion, segment.all());
            for (int row = 0; row < ROWS; row++) {
                if (outcome(outcomes, row) == Outcome.NOT_ELIGIBLE) {
                    var facts = people.get(row);
                    var changes = Prospect.of(policy, PolicyMatcher.decide(policy, TODAY, facts::get), facts::get)
                            .smallestChanges();
                    assertThat(nearly.contains(row)).isEqualTo(changes.contains(Set.of(criterion)));
                }
            }
        });
    }

    private static Outcome outcome(PolicyColumns.Outcomes outcomes, int row) {
        if (outcomes.eligible().contains(row)) {
            return Outcome.ELIGIBLE;
        }
        return outcomes.undetermined().contains(row) ? Outcome.UNDETERMINED : Outcome.NOT_ELIGIBLE;
    }

    private Policy policy(RandomExpressions random, Random shape) {
        var benefit = new Benefit(BenefitPeriod.MONTH, expression(random, ValueType.MONEY, 2), List.of(), List.of());
        var terms = new Terms(
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Terms.NONE.recompute(),
                Map.of(
                        "fact.aINT",
                        new Terms.Freshness("fact.bDATE", 366),
                        "fact.aTEXT",
                        new Terms.Freshness("fact.bDATE", 1)));
        var version = new PolicyVersion(
                new Validity(LocalDate.of(2000, 1, 1), Optional.empty()), Map.of(), tree(random, shape, 2), benefit);
        return new Policy(
                new PolicyId("test.policy"),
                TEXT,
                SubjectKind.PERSON,
                "civil-affairs",
                List.of(),
                Automation.DIRECT,
                terms,
                List.of(version),
                List.of());
    }

    private Eligibility tree(RandomExpressions random, Random shape, int depth) {
        if (depth == 0) {
            var id = "c" + shape.nextInt(1_000_000);
            return new Criterion(id, expression(random, ValueType.BOOL, 2), TEXT, Optional.empty());
        }
        var parts = IntStream.rangeClosed(0, shape.nextInt(3))
                .mapToObj(_ -> tree(random, shape, depth - 1))
                .toList();
        return switch (shape.nextInt(4)) {
            case 0 -> new AllOf(parts);
            case 1 -> new AnyOf(parts);
            case 2 -> new NoneOf(parts);
            default -> new AtLeast(1 + shape.nextInt(parts.size()), parts);
        };
    }

    /** Some cannot be computed, which the compiler refuses; the next one can. */
    private Expression expression(RandomExpressions random, ValueType type, int depth) {
        try {
            return compiler.compile(random.of(type, depth), RandomExpressions.SCOPE);
        } catch (ExpressionException _) {
            return expression(random, type, depth);
        }
    }

    private static Segment segment(List<Map<String, Value>> people) {
        var builder = new Segment.Builder(RandomExpressions.SCOPE.variables());
        for (int row = 0; row < people.size(); row++) {
            builder.add(new SubjectId(new UUID(0, row)), people.get(row)::get);
        }
        return builder.build();
    }
}
