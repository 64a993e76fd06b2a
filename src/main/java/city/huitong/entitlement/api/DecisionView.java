package city.huitong.entitlement.api;

import city.huitong.catalog.Catalog;
import city.huitong.matching.ExplainedDecision;
import city.huitong.policy.CriterionResult;
import city.huitong.policy.EligibilityDecision.Eligible;
import city.huitong.policy.EligibilityDecision.Excluded;
import city.huitong.policy.EligibilityDecision.NotEligible;
import city.huitong.policy.EligibilityDecision.NotInForce;
import city.huitong.policy.EligibilityDecision.Undetermined;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A decision in GraphQL. */
@Type("Decision")
@Description("What a policy says about a subject, with the result of every criterion")
public record DecisionView(
        @NonNull @Description("The policy that was decided") PolicyView policy,

        @Description("First day of the version in force; null when none is")
        Optional<LocalDate> version,

        @NonNull @Description("The day that was asked about")
        LocalDate asOf,

        @NonNull @Description("ELIGIBLE, NOT_ELIGIBLE, UNDETERMINED, EXCLUDED or NOT_IN_FORCE")
        String outcome,

        @Description("Amount per period, in fen; when eligible")
        Optional<Long> amountFen,

        @Description("month, quarter, year or once; when eligible")
        Optional<String> period,

        @NonNull @Description("Other amounts") List<@NonNull FigureView> figures,

        @NonNull @Description("The criteria that decided it, when not eligible")
        List<@NonNull String> decisive,

        @NonNull @Description("The facts that keep it open, when undetermined")
        List<@NonNull String> missing,

        @Description("The policy that the subject gets instead, when excluded")
        Optional<String> excludedBy,

        @NonNull @Description("What every criterion said") List<@NonNull CriterionView> criteria) {

    static DecisionView of(ExplainedDecision explained, Catalog catalog) {
        var decision = explained.decision();
        var eligible = decision.eligibility() instanceof Eligible yes ? Optional.of(yes) : Optional.<Eligible>empty();
        return new DecisionView(
                PolicyView.of(explained.policy()),
                decision.version().map(version -> version.valid().from()),
                decision.asOf(),
                decision.outcome().name(),
                eligible.map(Eligible::amountFen),
                eligible.map(yes -> yes.period().word()),
                FigureView.of(figures(explained)),
                decision.eligibility() instanceof NotEligible not ? List.copyOf(not.failed()) : List.of(),
                decision.eligibility() instanceof Undetermined open ? List.copyOf(open.missing()) : List.of(),
                decision.eligibility() instanceof Excluded(var by, var _) ? Optional.of(by.value()) : Optional.empty(),
                decision.criteria().stream()
                        .map(result -> CriterionView.of(explained, result, catalog))
                        .toList());
    }

    private static Map<String, Long> figures(ExplainedDecision explained) {
        return switch (explained.decision().eligibility()) {
            case Eligible eligible -> eligible.figures();
            case NotEligible not -> not.figures();
            case Excluded(var _, var otherwise) -> otherwise.figures();
            case Undetermined _, NotInForce _ -> Map.of();
        };
    }

    /** What one criterion said, in GraphQL. */
    @Type("Criterion")
    @Description("What one criterion said about a subject")
    public record CriterionView(
            @NonNull @Description("Its id, unique within the policy's version")
            String id,

            @NonNull @Description("TRUE, FALSE or MISSING") String result,
            @NonNull @Description("In words, in Chinese") String textZh,
            @NonNull @Description("In words, in English") String textEn,
            @Description("Where the law says so") Optional<String> legal,

            @NonNull @Description("Facts it would have needed")
            List<@NonNull String> missing,

            @NonNull @Description("Facts it reads, with their sources")
            List<@NonNull FactView> facts) {

        static CriterionView of(ExplainedDecision explained, CriterionResult result, Catalog catalog) {
            var criterion = result.criterion();
            return new CriterionView(
                    result.id(),
                    result.result().name(),
                    criterion.text().zh(),
                    criterion.text().en(),
                    criterion.legal(),
                    List.copyOf(result.missing()),
                    explained.factsOf(result).stream()
                            .map(fact -> FactView.of(fact, catalog))
                            .toList());
        }
    }
}
