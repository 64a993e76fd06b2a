package city.huitong.matching;

import city.huitong.policy.PolicyId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * One matching of a policy against everybody, resumable. It is worked on in slices ({@link RunSlice}), which add up to it.
 *
 * @param asOf the day that is asked about
 * @param total subjects there were when it began
 * @param matched subjects done so far
 * @param eligible of those, how many are eligible
 * @param undetermined of those, of how many it cannot be known
 */
public record Run(
        UUID id,
        PolicyId policy,
        State state,
        LocalDate asOf,
        long total,
        long matched,
        long eligible,
        long undetermined,
        Instant startedAt,
        Optional<Instant> endedAt) {

    /** Where a run stands. */
    public enum State {
        RUNNING,
        COMPLETED,
        CANCELLED
    }
}
