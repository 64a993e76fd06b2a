package city.huitong.matching;

import city.huitong.catalog.SubjectId;
import city.huitong.catalog.SubjectKind;
import city.huitong.policy.PolicyId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One comparison of what is stored with what matching everybody would give. It goes through the subjects as a run does and writes
 * nothing about them; whoever differs while a change may be under way is compared again at the end.
 *
 * @param policies those that are compared
 * @param asOf the day on which it began
 * @param total subjects there were when it began
 * @param compared subjects done so far
 * @param kind the kind of subject it is at; empty before the first one
 * @param position the last subject of that kind that is done
 * @param settlingSince when everybody was compared
 */
public record Reconciliation(
        UUID id,
        List<PolicyId> policies,
        State state,
        LocalDate asOf,
        long total,
        long compared,
        Optional<SubjectKind> kind,
        Optional<SubjectId> position,
        Optional<Instant> settlingSince,
        Instant startedAt,
        Optional<Instant> endedAt) {

    public Reconciliation {
        policies = List.copyOf(policies);
    }

    /** Where it stands. */
    public enum State {
        RUNNING,
        COMPLETED,
        CANCELLED
    }
}
