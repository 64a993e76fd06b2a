package city.huitong.matching.api;

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
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A decision as answered. */
@Schema(name = "Decision", description = "What a policy says about a subject, with the result of every criterion")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record DecisionJson(
        String policy,

        @Schema(description = "The policy's title in Chinese")
        String titleZh,

        @Schema(description = "The policy's title in English")
        String titleEn,

        @Schema(description = "First day of the version in force; left out when none is")
        Optional<LocalDate> version,

        LocalDate asOf,

        @Schema(description = "ELIGIBLE, NOT_ELIGIBLE, UNDETERMINED, EXCLUDED or NOT_IN_FORCE")
        String outcome,

        @Schema(description = "Amount per period, in fen; when eligible")
        Optional<Long> amountFen,

        @Schema(description = "month, quarter, year or once; when eligible")
        Optional<String> period,

        @Schema(description = "Other amounts, in fen") Map<String, Long> figures,

        @Schema(description = "The decision for its subject, in Chinese")
        String sentenceZh,

        @Schema(description = "The decision for its subject, in English")
        String sentenceEn,

        @Schema(description = "The criteria that decided it, when not eligible")
        List<String> decisive,

        @Schema(
                description = "The smallest sets of criteria that would make it eligible if just these came out"
                        + " otherwise; none when more than three would have to")
        List<List<String>> smallestChanges,

        @Schema(description = "From when on it is eligible, if nothing changes but the day")
        Optional<LocalDate> eligibleOn,

        @Schema(description = "The facts that keep it open, when undetermined")
        List<String> missing,

        @Schema(description = "The same facts with why they are missing and who could supply them")
        List<GapJson> gaps,

        @Schema(description = "The policy that the subject gets instead, when excluded")
        Optional<String> excludedBy,

        List<CriterionJson> criteria) {

    /** A fact that keeps a decision open. */
    @Schema(name = "DataGap")
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record GapJson(
            String fact,

            @Schema(description = "not-found, not-shared, stale, disputed or no-result")
            String reason,

            @Schema(description = "Source dataset") Optional<String> dataset,

            @Schema(description = "The department whose dataset it is")
            Optional<String> department) {

        static GapJson of(DataGap gap) {
            return new GapJson(
                    gap.fact(),
                    gap.reason().word(),
                    gap.dataset().map(DatasetId::value),
                    gap.department().map(DepartmentId::value));
        }
    }

    /** What one criterion said. */
    @Schema(name = "Criterion")
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record CriterionJson(
            String id,
            @Schema(description = "TRUE, FALSE or MISSING") String result,
            @Schema(description = "In Chinese") String textZh,
            @Schema(description = "In English") String textEn,
            @Schema(description = "Where the law says so") Optional<String> legal,

            @Schema(description = "What it has seen, where it compares: a number, fen, a date, a text, true or false")
            Optional<String> observed,

            @Schema(description = "What it wants, as >= 65") Optional<String> required,

            @Schema(description = "How much is lacking: a whole number, fen or days")
            Optional<Long> distance,

            @Schema(description = "From when on it no longer stands against it, if nothing changes but the day")
            Optional<LocalDate> turnsOn,

            @Schema(description = "Facts it would have needed")
            List<String> missing,

            @Schema(description = "Facts it reads, with their sources")
            List<ObservedJson> facts) {}

    /** A fact a criterion has read. */
    @Schema(name = "ObservedFact")
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record ObservedJson(
            String name,

            @Schema(description = "Left out when the fact is missing")
            Optional<String> value,

            @Schema(description = "Source dataset") String dataset,
            Optional<String> record) {}

    static DecisionJson of(ExplainedDecision explained) {
        var decision = explained.decision();
        var eligible = decision.eligibility() instanceof Eligible yes ? Optional.of(yes) : Optional.<Eligible>empty();
        return new DecisionJson(
                decision.policy().value(),
                explained.policy().title().zh(),
                explained.policy().title().en(),
                decision.version().map(version -> version.valid().from()),
                decision.asOf(),
                decision.outcome().name(),
                eligible.map(Eligible::amountFen),
                eligible.map(yes -> yes.period().word()),
                figures(explained),
                DecisionSentence.zh(explained),
                DecisionSentence.en(explained),
                decisive(explained),
                smallestChanges(explained),
                explained.prospect().eligibleOn(),
                missing(explained),
                explained.gaps().stream().map(GapJson::of).toList(),
                decision.eligibility() instanceof Excluded(var by, var _) ? Optional.of(by.value()) : Optional.empty(),
                decision.criteria().stream()
                        .map(criterion -> criterion(explained, criterion))
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

    private static List<String> decisive(ExplainedDecision explained) {
        return explained.decision().eligibility() instanceof NotEligible(var failed, var _)
                ? List.copyOf(failed)
                : List.of();
    }

    private static List<String> missing(ExplainedDecision explained) {
        return explained.decision().eligibility() instanceof Undetermined open ? sorted(open.missing()) : List.of();
    }

    private static CriterionJson criterion(ExplainedDecision explained, CriterionResult result) {
        var criterion = result.criterion();
        var distance = Optional.ofNullable(explained.prospect().distances().get(result.id()));
        return new CriterionJson(
                result.id(),
                result.result().name(),
                criterion.text().zh(),
                criterion.text().en(),
                criterion.legal(),
                distance.map(each -> text(each.observed())),
                distance.map(each -> each.relation().sign() + " " + text(each.required())),
                distance.flatMap(each -> each.by().stream().boxed().findFirst()),
                Optional.ofNullable(explained.prospect().turns().get(result.id())),
                sorted(result.missing()),
                explained.factsOf(result).stream().map(DecisionJson::observed).toList());
    }

    private static List<List<String>> smallestChanges(ExplainedDecision explained) {
        return explained.prospect().smallestChanges().stream().map(List::copyOf).toList();
    }

    private static String text(Value value) {
        return switch (value) {
            case Value.Bool(boolean holds) -> String.valueOf(holds);
            case Value.Int(long number) -> String.valueOf(number);
            case Value.Money(long fen) -> String.valueOf(fen);
            case Value.Num(double number) -> String.valueOf(number);
            case Value.Text(String text) -> text;
            case Value.Day(var day) -> day.toString();
        };
    }

    private static ObservedJson observed(SourcedFact fact) {
        return new ObservedJson(
                fact.definition().name().toString(),
                fact.plainValue().map(Object::toString),
                fact.definition().dataset().value(),
                fact.record());
    }

    private static List<String> sorted(Collection<String> names) {
        return names.stream().sorted().toList();
    }
}
