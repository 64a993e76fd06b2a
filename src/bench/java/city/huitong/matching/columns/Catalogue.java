package city.huitong.matching.columns;

import city.huitong.catalog.LocalizedText;
import city.huitong.catalog.SubjectKind;
import city.huitong.expression.Expression;
import city.huitong.expression.ExpressionCompiler;
import city.huitong.expression.Scope;
import city.huitong.expression.ValueType;
import city.huitong.policy.Automation;
import city.huitong.policy.Eligibility;
import city.huitong.policy.Eligibility.AllOf;
import city.huitong.policy.Eligibility.AnyOf;
import city.huitong.policy.Eligibility.Criterion;
import city.huitong.policy.Eligibility.NoneOf;
import city.huitong.policy.FactVocabulary;
import city.huitong.policy.Policy;
import city.huitong.policy.PolicyId;
import city.huitong.policy.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Policies made up for measuring: two to eight criteria, a fifth with alternatives, ranges and NOT. Criteria come from a stock, as
 * policies of a city share them. Always the same ones.
 */
final class Catalogue {

    /** Whose terms hold for all of them: none. */
    static final Policy POLICY = new Policy(
            new PolicyId("bench.policy"),
            new LocalizedText("政策", "A policy"),
            SubjectKind.PERSON,
            "civil-affairs",
            List.of(),
            Automation.DIRECT,
            Terms.NONE,
            List.of(),
            List.of());

    private static final int STOCK = 3_000;
    private static final LocalizedText TEXT = new LocalizedText("条件", "a condition");

    private final Random random = new Random(7);
    private final ExpressionCompiler compiler = new ExpressionCompiler();
    private final Scope scope;
    private final List<Expression> stock;

    Catalogue() {
        var builder = Scope.builder().variable(FactVocabulary.AS_OF, ValueType.DATE);
        Population.FACTS.forEach(builder::variable);
        scope = builder.build();
        stock = IntStream.range(0, STOCK)
                .mapToObj(_ -> compiler.compile(condition(), scope))
                .toList();
    }

    List<Eligibility> policies(int howMany) {
        return IntStream.range(0, howMany).mapToObj(this::policy).toList();
    }

    private Eligibility policy(int number) {
        var criteria = 2 + random.nextInt(7);
        var parts = new ArrayList<Eligibility>();
        for (int i = 0; i < criteria; i++) {
            parts.add(criterion(i));
        }
        if (number % 5 == 0) {
            parts.add(new AnyOf(List.of(criterion(criteria), criterion(criteria + 1))));
            parts.add(new NoneOf(List.of(criterion(criteria + 2))));
        }
        return new AllOf(parts);
    }

    private Criterion criterion(int number) {
        return new Criterion("c" + number, stock.get(random.nextInt(STOCK)), TEXT, Optional.empty());
    }

    private String condition() {
        return switch (random.nextInt(8)) {
            case 0 -> "person.flag" + random.nextInt(10);
            case 1 -> "!person.flag" + random.nextInt(10);
            case 2, 3 -> isKind(random.nextInt(8));
            case 4 -> isOneOf(2 + random.nextInt(6));
            case 5 ->
                "ageAt(person.day%d, asOf) %s %d".formatted(random.nextInt(2), relation(), 16 + random.nextInt(60));
            case 6 ->
                "person.sum%d %s yuan(%d)".formatted(random.nextInt(2), relation(), 1_000 + random.nextInt(40_000));
            default -> range(random.nextInt(8));
        };
    }

    private String isKind(int kind) {
        return "person.kind%d == 'k%d'".formatted(kind, random.nextInt(Population.kinds(kind)));
    }

    private String isOneOf(int kind) {
        return "person.kind%1$d in ['k%2$d', 'k%3$d', 'k%4$d']"
                .formatted(
                        kind,
                        random.nextInt(Population.kinds(kind)),
                        random.nextInt(Population.kinds(kind)),
                        random.nextInt(Population.kinds(kind)));
    }

    private String range(int count) {
        var most = count < 4 ? 100 : 2_000;
        var from = random.nextInt(most / 2);
        return "person.count%1$d >= %2$d && person.count%1$d <= %3$d".formatted(count, from, from + most / 3);
    }

    private String relation() {
        return random.nextBoolean() ? ">=" : "<";
    }
}
