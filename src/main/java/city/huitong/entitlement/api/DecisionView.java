package city.huitong.entitlement.api;

import city.huitong.catalog.Catalog;
import city.huitong.catalog.DatasetId;
import city.huitong.catalog.DepartmentId;
import city.huitong.expression.Value;
import city.huitong.matching.DataGap;
import city.huitong.matching.DecisionSentence;
import city.huitong.matching.ExplainedDecision;
import city.huitong.policy.CriterionResult;
import city.huitong.policy.EligibilityDecision.Eligible;
import city.huitong.policy.EligibilityDecision.Excluded;
import city.huitong.policy.EligibilityDecision.NotEligible;
import city.huitong.policy.EligibilityDecision.NotInForce;
import city.huitong.policy.EligibilityDecision.Undetermined;
import city.huitong.subject.SourcedFact;
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

        @NonNull @Description("The same facts with why they are missing and who could supply them")
        List<@NonNull GapView> gaps,

        @NonNull @Description("The decision for its subject, in Chinese")
        String sentenceZh,

        @NonNull @Description("The decision for its subject, in English")
        String sentenceEn,

        @NonNull
        @Description(
                "The smallest sets of criteria that would make it eligible if just these came out otherwise; none when more"
                        + " than three would have to")
        List<@NonNull List<@NonNull String>> smallestChanges,

        @Description("From when on it is eligible, if nothing changes but the day")
        Optional<LocalDate> eligibleOn,

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
                explained.gaps().stream().map(GapView::of).toList(),
                DecisionSentence.zh(explained),
                DecisionSentence.en(explained),
                explained.prospect().smallestChanges().stream()
                        .map(List::copyOf)
                        .toList(),
                explained.prospect().eligibleOn(),
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

            @Description("What it has seen, where it compares: a number, fen, a date, a text, true or false")
            Optional<String> observed,

            @Description("What it wants, as >= 65") Optional<String> required,

            @Description("How much is lacking: a whole number, fen or days")
            Optional<Long> distance,

            @Description("From when on it no longer stands against it, if nothing changes but the day")
            Optional<LocalDate> turnsOn,

            @NonNull @Description("Facts it would have needed")
            List<@NonNull String> missing,

            @NonNull @Description("Facts it reads, with their sources")
            List<@NonNull FactView> facts) {

        static CriterionView of(ExplainedDecision explained, CriterionResult result, Catalog catalog) {
            var criterion = result.criterion();
            var distance = Optional.ofNullable(explained.prospect().distances().get(result.id()));
            return new CriterionView(
                    result.id(),
                    result.result().name(),
                    criterion.text().zh(),
                    criterion.text().en(),
                    criterion.legal(),
                    distance.map(each -> text(each.observed())),
                    distance.map(each -> each.relation().sign() + " " + text(each.required())),
                    distance.flatMap(each -> each.by().stream().boxed().findFirst()),
                    Optional.ofNullable(explained.prospect().turns().get(result.id())),
                    List.copyOf(result.missing()),
                    explained.factsOf(result).stream()
                            .map(fact -> FactView.of(fact, catalog))
                            .toList());
        }

        private static String text(Value value) {
            return SourcedFact.plain(value).toString();
        }
    }

    /** A fact that keeps a decision open, in GraphQL. */
    @Type("DataGap")
    @Description("A fact that keeps a decision open, and who could supply it")
    public record GapView(
            @NonNull @Description("Its name") String fact,

            @NonNull @Description("not-found, not-shared, stale, disputed or no-result")
            String reason,

            @Description("Source dataset") Optional<String> dataset,

            @Description("The department whose dataset it is")
            Optional<String> department) {

        static GapView of(DataGap gap) {
            return new GapView(
                    gap.fact(),
                    gap.reason().word(),
                    gap.dataset().map(DatasetId::value),
                    gap.department().map(DepartmentId::value));
        }
    }
}
