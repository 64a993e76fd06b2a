package city.huitong.matching;

import city.huitong.catalog.SubjectId;
import city.huitong.platform.data.SqlTx;
import city.huitong.policy.PolicyId;
import io.smallrye.mutiny.Uni;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/** Runs, their slices, and how far they came. */
public interface RunRepository {

    /**
     * Adds a run with its slices, unless there is one with this id.
     *
     * @param publication the number of the policy's publication
     */
    Uni<Run> start(UUID id, PolicyId policy, int publication, LocalDate asOf, long total);

    /** The run. Fails with {@code run-not-found}. */
    Uni<Run> find(UUID id);

    /** Takes over a slice that nobody works on, of the oldest run first; empty when there is none. */
    Uni<Optional<RunSlice>> claim();

    /**
     * Adds a step to a slice.
     *
     * @param slice as it was before the step
     * @param position the last subject of the step
     * @param done what the step adds
     * @return whether the slice was still there and no other worker had moved it; if not, the step must be given up
     */
    Uni<Boolean> advance(SqlTx tx, RunSlice slice, SubjectId position, Progress done);

    /** Adds a slice that is at its end to its run, which is completed with its last one. Done twice it changes nothing. */
    Uni<Void> finish(SqlTx tx, RunSlice slice);

    /** Whether a run of this policy still runs. */
    Uni<Boolean> isOpen(PolicyId policy);

    /** Ends a run that still runs, whatever is left of it; others stay as they are. */
    Uni<Void> cancel(SqlTx tx, UUID id);

    /**
     * Subjects that were done.
     *
     * @param eligible of those, how many are eligible
     * @param undetermined of those, of how many it cannot be known
     */
    record Progress(long matched, long eligible, long undetermined) {}
}
