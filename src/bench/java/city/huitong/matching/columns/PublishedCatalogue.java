package city.huitong.matching.columns;

import city.huitong.catalog.LocalizedText;
import city.huitong.catalog.SubjectKind;
import city.huitong.expression.ExpressionCompiler;
import city.huitong.expression.Scope;
import city.huitong.expression.ValueType;
import city.huitong.policy.Automation;
import city.huitong.policy.Benefit;
import city.huitong.policy.BenefitPeriod;
import city.huitong.policy.Eligibility;
import city.huitong.policy.FactVocabulary;
import city.huitong.policy.Policy;
import city.huitong.policy.PolicyId;
import city.huitong.policy.PolicyVersion;
import city.huitong.policy.Validity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The made-up catalogue as whole policies, which give everybody who is eligible the same. */
public final class PublishedCatalogue {

    /** What their expressions may name. */
    public static final Scope SCOPE = scope();

    private static final Benefit BENEFIT =
            new Benefit(BenefitPeriod.YEAR, new ExpressionCompiler().compile("yuan(100)", SCOPE), List.of(), List.of());

    private PublishedCatalogue() {}

    /** The first so many. */
    public static List<Policy> policies(int howMany) {
        var written = new Catalogue().policies(howMany);
        return IntStream.range(0, howMany)
                .mapToObj(i -> policy(i, written.get(i)))
                .toList();
    }

    private static Policy policy(int number, Eligibility eligible) {
        var valid = new Validity(Population.TODAY, Optional.empty());
        return new Policy(
                new PolicyId("x.p" + number),
                LocalizedText.of("政策"),
                SubjectKind.PERSON,
                "tax",
                List.of(),
                Automation.DIRECT,
                List.of(new PolicyVersion(valid, Map.of(), eligible, BENEFIT)),
                List.of());
    }

    private static Scope scope() {
        var builder = Scope.builder().variable(FactVocabulary.AS_OF, ValueType.DATE);
        Population.FACTS.forEach(builder::variable);
        return builder.build();
    }
}
