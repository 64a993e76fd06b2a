package city.huitong.matching.columns;

import city.huitong.catalog.LocalizedText;
import city.huitong.catalog.SubjectKind;
import city.huitong.expression.Expression;
import city.huitong.expression.ExpressionCompiler;
import city.huitong.expression.ExpressionException;
import city.huitong.expression.RandomExpressions;
import city.huitong.expression.Scope;
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
import city.huitong.policy.FactVocabulary;
import city.huitong.policy.Ledger;
import city.huitong.policy.Policy;
import city.huitong.policy.PolicyId;
import city.huitong.policy.PolicyVersion;
import city.huitong.policy.Terms;
import city.huitong.policy.Validity;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** Writes policies at random over the facts of {@link RandomExpressions}: trees, amounts and terms. Always the same for a seed. */
public final class RandomPolicies {

    public static final LocalDate TODAY = LocalDate.of(2026, 1, 31);
    static final Scope SCOPE = scope();

    private static final LocalizedText TEXT = LocalizedText.of("任意");

    private final Random random;
    private final RandomExpressions expressions;
    private final ExpressionCompiler compiler = new ExpressionCompiler();
    private int criteria;

    public RandomPolicies(long seed) {
        random = new Random(seed);
        expressions = new RandomExpressions(seed, true);
    }

    private static Scope scope() {
        var builder = Scope.builder().variable(FactVocabulary.AS_OF, ValueType.DATE);
        RandomExpressions.SCOPE.variables().forEach(builder::variable);
        RandomExpressions.SCOPE.constants().forEach(builder::constant);
        return builder.build();
    }

    public Policy next() {
        criteria = 0;
        var version = new PolicyVersion(new Validity(TODAY, Optional.empty()), Map.of(), tree(3), benefit());
        return new Policy(
                new PolicyId("x.p" + random.nextInt(1_000_000_000)),
                TEXT,
                SubjectKind.PERSON,
                "tax",
                List.of(),
                Automation.DIRECT,
                terms(),
                List.of(version),
                List.of());
    }

    private Eligibility tree(int depth) {
        return switch (depth == 0 ? 0 : random.nextInt(6)) {
            case 1, 2 -> new AllOf(parts(depth - 1));
            case 3 -> new AnyOf(parts(depth - 1));
            case 4 -> new NoneOf(parts(depth - 1));
            case 5 -> atLeast(parts(depth - 1));
            default -> new Criterion("c" + criteria++, condition(), TEXT, Optional.empty());
        };
    }

    private AtLeast atLeast(List<Eligibility> parts) {
        return new AtLeast(1 + random.nextInt(parts.size()), parts);
    }

    private List<Eligibility> parts(int depth) {
        return Stream.generate(() -> tree(depth)).limit(1 + random.nextInt(3)).toList();
    }

    /** Half of them are what policies mostly ask: one fact, by its value. */
    private Expression condition() {
        return random.nextBoolean() ? compiled(ValueType.BOOL, 2) : simple();
    }

    private Expression simple() {
        return compiler.compile(
                switch (random.nextInt(8)) {
                    case 0 -> "fact.aBOOL";
                    case 1 -> "!fact.bBOOL";
                    case 2 -> "fact.aTEXT == 's'";
                    case 3 -> "fact.bTEXT in ['sh', '上海', 'nowhere']";
                    case 4 -> "fact.bINT >= 1 && fact.cINT < 65";
                    case 5 -> "!(fact.aMONEY <= yuan(0.5))";
                    case 6 -> "ageAt(fact.bDATE, asOf) > 0";
                    default -> "fact.aINT in [0, 1, 65] && fact.cTEXT == ''";
                },
                SCOPE);
    }

    private Benefit benefit() {
        return new Benefit(
                BenefitPeriod.YEAR,
                compiled(ValueType.MONEY, random.nextInt(3)),
                List.of(),
                List.of(),
                sometimes(compiled(ValueType.TEXT, 1)),
                sometimes(new Benefit.Proration(compiled(ValueType.DATE, 0), 12)));
    }

    private Terms terms() {
        var ledger = new Ledger("ledger", true, List.of(compiled(ValueType.INT, 1)), Ledger.Within.EVER, 1);
        var limit = new Terms.Freshness("fact.aDATE", List.of(100, 400, 900).get(random.nextInt(3)));
        return new Terms(
                sometimes(ledger).stream().toList(),
                Optional.empty(),
                Optional.empty(),
                Terms.NONE.recompute(),
                sometimes(limit)
                        .map(each -> Map.of("fact.aBOOL", each, "fact.aTEXT", each, "fact.aINT", each))
                        .orElse(Map.of()));
    }

    private <T> Optional<T> sometimes(T thing) {
        return random.nextInt(4) == 0 ? Optional.of(thing) : Optional.empty();
    }

    /** Where constants alone cannot be computed the compiler refuses, and something else is written. */
    private Expression compiled(ValueType type, int depth) {
        while (true) {
            var source = expressions.of(type, depth);
            try {
                return compiler.compile(
                        random.nextBoolean() ? source.replace("fact.bDATE", FactVocabulary.AS_OF) : source, SCOPE);
            } catch (ExpressionException _) {
                // The next one.
            }
        }
    }
}
