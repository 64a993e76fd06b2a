package city.huitong.matching.api;

import city.huitong.matching.Run;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A run as answered. */
@Schema(name = "Run", description = "One matching of a policy against everybody")
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record RunJson(
        UUID id,
        String policy,

        @Schema(description = "RUNNING, COMPLETED or CANCELLED")
        String state,

        @Schema(description = "The day that is asked about") LocalDate asOf,

        @Schema(description = "Subjects there were when it began")
        long total,

        @Schema(description = "Subjects done so far") long matched,
        @Schema(description = "Of those, eligible") long eligible,

        @Schema(description = "Of those, not to be known for missing facts")
        long undetermined,

        @Schema(description = "0 to 100") int percent,
        @Schema(description = "UTC") Instant startedAt,
        @Schema(description = "UTC") Optional<Instant> endedAt) {

    private static final int ALL = 100;

    static RunJson of(Run run) {
        return new RunJson(
                run.id(),
                run.policy().value(),
                run.state().name(),
                run.asOf(),
                run.total(),
                run.matched(),
                run.eligible(),
                run.undetermined(),
                percent(run),
                run.startedAt(),
                run.endedAt());
    }

    private static int percent(Run run) {
        if (run.state() == Run.State.COMPLETED) {
            return ALL;
        }
        return run.total() == 0 ? 0 : (int) Math.min(ALL, ALL * run.matched() / run.total());
    }
}
