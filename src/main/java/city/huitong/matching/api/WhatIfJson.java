package city.huitong.matching.api;

import city.huitong.expression.ValueType;
import city.huitong.matching.AskWhatIf.Answer;
import city.huitong.matching.SampleWhatIf.Sample;
import city.huitong.matching.ToldChange;
import city.huitong.matching.ToldCliff;
import city.huitong.matching.ToldGroups;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a changed policy would do, as answered. */
@Schema(name = "WhatIf", description = "What a changed policy would do to everybody, compared with the one in force")
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record WhatIfJson(
        String policy,
        LocalDate asOf,

        @Schema(description = "The time whose knowledge was asked about; left out when it was now")
        Optional<Instant> knownAt,

        @Schema(description = "Everybody the policy could be about")
        long subjects,

        ChangeJson all,

        @Schema(
                description =
                        "By the fact that groups were asked for by, sorted; empty when none was. A group with a number of 1 to 9"
                                + " is not listed, and neither are others from which it would follow")
        List<GroupJson> groups,

        @Schema(
                description =
                        "Everybody else together: those who are in no listed group, and those of whom the fact is missing")
        Optional<ChangeJson> others,

        @Schema(description = "Where one unit more of a fact, or one less, loses more than itself, by the law")
        List<CliffJson> cliffsBefore,

        @Schema(description = "The same by the changed policy")
        List<CliffJson> cliffsAfter,

        @Schema(description = "Some of those whom it concerns, explained; those asked for whose number is told")
        List<SampleJson> samples) {

    static WhatIfJson of(Answer answer) {
        var whatIf = answer.whatIf();
        var told = ToldGroups.of(whatIf);
        return new WhatIfJson(
                whatIf.policy().value(),
                whatIf.asOf(),
                answer.moment().knownAt(),
                whatIf.subjects(),
                ChangeJson.of(ToldChange.of(whatIf.all())),
                told.groups().stream()
                        .map(group -> new GroupJson(group.value(), ChangeJson.of(group.change())))
                        .toList(),
                told.others().map(ChangeJson::of),
                answer.cliffsBefore().stream().map(CliffJson::of).toList(),
                answer.cliffsAfter().stream().map(CliffJson::of).toList(),
                answer.samples().stream().map(SampleJson::of).toList());
    }

    /** One group. */
    @Schema(name = "WhatIfGroup")
    record GroupJson(
            @Schema(description = "The value of the fact") String value, ChangeJson change) {}

    /** A cliff. */
    @Schema(name = "WhatIfCliff", description = "A place at which one unit of a fact loses more than itself")
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record CliffJson(
            String fact,
            @Schema(description = "fen or count") String unit,

            @Schema(description = "The first value behind it: an amount in fen, or a whole number")
            long threshold,

            @Schema(description = "What is due just below it, in fen a period; 0 when not eligible")
            long belowFen,

            @Schema(description = "What is due at it") long aboveFen,
            @Schema(description = "What is lost") long lossFen,

            @Schema(description = "more: by one unit more; less: by one less")
            String losesBy,

            @Schema(
                    description =
                            "Whether it is there for everybody; otherwise it depends on other facts, and this is that of the example")
            boolean fixed,

            @Schema(description = "The golden case whose other facts are taken")
            String example,

            @Schema(description = "How far those who are near are away from it at most, in its unit")
            long within,

            @Schema(
                    description =
                            "How many of the entitled are near and on its better side. Left out where it is 1 to 9, and where the"
                                    + " cliff is not fixed")
            Optional<Long> near) {

        static CliffJson of(ToldCliff told) {
            var cliff = told.cliff();
            return new CliffJson(
                    cliff.fact(),
                    cliff.type() == ValueType.MONEY ? "fen" : "count",
                    cliff.threshold(),
                    cliff.belowFen(),
                    cliff.aboveFen(),
                    cliff.lossFen(),
                    cliff.losesByMore() ? "more" : "less",
                    cliff.fixed(),
                    cliff.example(),
                    cliff.reach(),
                    told.near());
        }
    }

    /** Somebody whom it concerns. */
    @Schema(name = "WhatIfSample", description = "Somebody whom it concerns, explained")
    record SampleJson(
            @Schema(description = "gain, lose, more or less")
            String change,

            @Schema(description = "The subject's pseudonym") String subject,

            @Schema(
                    description =
                            "By the law: huitong.decision.v1 at level officer, without engine, hash and signature",
                    implementation = DecisionDocument.class)
            Map<String, Object> before,

            @Schema(
                    description = "By the changed policy: the same with draft in place of publication",
                    implementation = DecisionDocument.class)
            Map<String, Object> after) {

        static SampleJson of(Sample sample) {
            return new SampleJson(sample.change(), sample.subject().toString(), sample.before(), sample.after());
        }
    }

    /** Numbers before and after. */
    @Schema(
            name = "WhatIfChange",
            description = "Numbers of subjects; one from 1 to 9 is left out, and with it what would give it away")
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record ChangeJson(
            @Schema(description = "Entitled by the policy in force")
            Optional<Long> before,

            @Schema(description = "Entitled by the changed one")
            Optional<Long> after,

            @Schema(description = "Entitled by the changed one only")
            Optional<Long> gain,

            @Schema(description = "Entitled by the one in force only")
            Optional<Long> lose,

            @Schema(description = "Entitled by both, to more than before")
            Optional<Long> more,

            @Schema(description = "Entitled by both, to less than before")
            Optional<Long> less,

            @Schema(description = "What all get together in one period by the policy in force, in fen")
            Optional<Long> costBeforeFen,

            @Schema(description = "The same by the changed one")
            Optional<Long> costAfterFen) {

        static ChangeJson of(ToldChange told) {
            return new ChangeJson(
                    told.before(),
                    told.after(),
                    told.gain(),
                    told.lose(),
                    told.more(),
                    told.less(),
                    told.costBeforeFen(),
                    told.costAfterFen());
        }
    }
}
