package city.huitong.matching.api;

import city.huitong.matching.Difference;
import city.huitong.matching.Difference.Stand;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A subject that a reconciliation found different, as answered. */
@Schema(name = "Difference", description = "A subject that has something else of a policy than matching would leave")
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record DifferenceJson(
        @Schema(description = "The subject's pseudonym") UUID subject,

        @Schema(description = "MISSING, SUPERFLUOUS, STATE, VERSION or AMOUNT")
        String difference,

        @Schema(description = "What matching would leave") StandJson expected,

        @Schema(description = "What there is; absent where there is nothing")
        Optional<StandJson> found) {

    /** How a subject stands towards a policy. */
    @Schema(name = "Stand", description = "How a subject stands towards a policy")
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record StandJson(
            String state,

            @Schema(description = "First day of the version that was applied")
            Optional<LocalDate> version,

            @Schema(description = "Per period, in fen") Optional<Long> amountFen) {

        static StandJson of(Stand stand) {
            return new StandJson(stand.state(), stand.version(), stand.amountFen());
        }
    }

    static DifferenceJson of(Difference difference) {
        return new DifferenceJson(
                difference.subject().value(),
                difference.finding().name(),
                StandJson.of(difference.expected()),
                difference.found().map(StandJson::of));
    }
}
