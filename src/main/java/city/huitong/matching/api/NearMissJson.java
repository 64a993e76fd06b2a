package city.huitong.matching.api;

import city.huitong.matching.SmallCells;
import city.huitong.policy.Eligibility.Criterion;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Who fails by one criterion, as answered. */
@Schema(
        name = "NearMiss",
        description = "How many are not entitled and would be if just this criterion came out otherwise")
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record NearMissJson(
        @Schema(description = "The criterion") String criterion,
        @Schema(description = "The criterion in Chinese") String textZh,
        @Schema(description = "The criterion in English") String textEn,
        @Schema(description = SmallCells.MEANING) Optional<Long> subjects) {

    static NearMissJson of(Criterion criterion, Optional<Long> subjects) {
        return new NearMissJson(
                criterion.id(), criterion.text().zh(), criterion.text().en(), subjects);
    }
}
