package city.huitong.policy.api;

import city.huitong.policy.GateReport;
import city.huitong.policy.GateReport.Boundary;
import city.huitong.policy.GateReport.Criterion;
import city.huitong.policy.GateReport.Effect;
import city.huitong.policy.GateReport.Parity;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a proposed policy has shown, as answered. */
@Schema(name = "GateReport", description = "What a proposed policy has shown")
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record GateReportJson(
        @Schema(description = "How many golden cases it has; all pass")
        int cases,

        @Schema(description = "How often the cases have seen each criterion hold, fail and stay open")
        List<CoverageJson> coverage,

        @Schema(description = "Made-up cases beside each threshold and around the days on which versions begin and end")
        List<BoundaryJson> boundaries,

        ParityJson parity,

        @Schema(description = "What it would do to everybody, today and on the next days on which the law changes")
        List<EffectJson> effects,

        @Schema(description = "UTC") Instant checkedAt) {

    /** How often the cases have seen a criterion come out how. */
    @Schema(name = "CriterionCoverage")
    record CoverageJson(String criterion, String when, int holds, int fails, int open) {}

    /** One made-up case. */
    @Schema(name = "BoundaryCase")
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record BoundaryJson(
            @Schema(description = "A criterion's id, amount, or validity")
            String of,

            @Schema(description = "The golden case whose facts it has otherwise")
            String like,

            @Schema(description = "The fact that is moved, or asOf")
            String fact,

            @Schema(description = "-1: just before the boundary, 0: the first value behind it, 1: one more")
            int step,

            @Schema(description = "A whole number, fen, or a day")
            String value,

            LocalDate asOf,

            @Schema(description = "ELIGIBLE, NOT_ELIGIBLE, UNDETERMINED or NOT_IN_FORCE")
            String outcome,

            @Schema(description = "Per period, when eligible")
            Optional<Long> amountFen) {}

    /** What the engines said about made-up subjects. */
    @Schema(name = "EngineParity", description = "The matcher, columns, PostgreSQL and CEL say the same about them all")
    record ParityJson(
            @Schema(description = "How many made-up subjects")
            int subjects,

            @Schema(description = "From which they are made anew, as text")
            String seed,

            int eligible,
            int undetermined,

            @Schema(description = "For how many criteria of subjects CEL's own runtime had an answer")
            long celAnswers) {}

    /** What it would do to everybody on a day. */
    @Schema(name = "PolicyEffect", description = "Numbers of subjects; one from 1 to 9 is left out, and sums with it")
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record EffectJson(
            LocalDate asOf,

            @Schema(description = "Why there are no numbers; left out when there are")
            Optional<String> notCounted,

            Optional<Long> subjects,

            @Schema(description = "Entitled by what is law") Optional<Long> before,

            @Schema(description = "Entitled by the proposal")
            Optional<Long> after,

            Optional<Long> gain,
            Optional<Long> lose,
            Optional<Long> more,
            Optional<Long> less,

            @Schema(description = "In one period") Optional<Long> costBeforeFen,
            @Schema(description = "In one period") Optional<Long> costAfterFen) {}

    static GateReportJson of(GateReport report) {
        return new GateReportJson(
                report.cases(),
                report.coverage().stream().map(GateReportJson::coverage).toList(),
                report.boundaries().stream().map(GateReportJson::boundary).toList(),
                parity(report.parity()),
                report.effects().stream().map(GateReportJson::effect).toList(),
                report.checkedAt());
    }

    private static CoverageJson coverage(Criterion seen) {
        return new CoverageJson(seen.id(), seen.when(), seen.holds(), seen.fails(), seen.open());
    }

    private static BoundaryJson boundary(Boundary made) {
        return new BoundaryJson(
                made.of(),
                made.like(),
                made.fact(),
                made.step(),
                made.value(),
                made.asOf(),
                made.outcome().name(),
                made.amountFen());
    }

    private static ParityJson parity(Parity parity) {
        return new ParityJson(
                parity.subjects(),
                Long.toString(parity.seed()),
                parity.eligible(),
                parity.undetermined(),
                parity.celAnswers());
    }

    private static EffectJson effect(Effect effect) {
        return new EffectJson(
                effect.asOf(),
                effect.notCounted(),
                effect.subjects(),
                effect.before(),
                effect.after(),
                effect.gain(),
                effect.lose(),
                effect.more(),
                effect.less(),
                effect.costBeforeFen(),
                effect.costAfterFen());
    }
}
