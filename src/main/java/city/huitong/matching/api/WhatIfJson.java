package city.huitong.matching.api;

import city.huitong.matching.ToldChange;
import city.huitong.matching.WhatIf;
import city.huitong.matching.WhatIf.Change;
import com.fasterxml.jackson.annotation.JsonInclude;
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

        @Schema(description = "Everybody the policy could be about")
        long subjects,

        ChangeJson all,

        @Schema(description = "By the fact that groups were asked for by, sorted; empty when none was")
        List<GroupJson> groups) {

    static WhatIfJson of(WhatIf whatIf) {
        var groups = whatIf.groups().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(group -> new GroupJson(group.getKey(), ChangeJson.of(group.getValue())))
                .toList();
        return new WhatIfJson(
                whatIf.policy().value(), whatIf.asOf(), whatIf.subjects(), ChangeJson.of(whatIf.all()), groups);
    }

    /** One group. */
    @Schema(name = "WhatIfGroup")
    record GroupJson(
            @Schema(description = "The value of the fact") String value, ChangeJson change) {}

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

        static ChangeJson of(Change change) {
            var told = ToldChange.of(change);
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
