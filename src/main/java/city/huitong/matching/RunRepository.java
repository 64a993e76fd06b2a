package city.huitong.matching;

import city.huitong.catalog.SubjectId;
import city.huitong.platform.data.SqlTx;
import city.huitong.policy.PolicyId;
import io.smallrye.mutiny.Uni;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/** Runs and how far they came. */
public interface RunRepository {

    /** Adds a run, unless there is one with this id. */
    Uni<Run> start(UUID id, PolicyId policy, LocalDate asOf, long total);

    /** The run. Fails with {@code run-not-found}. */
    Uni<Run> find(UUID id);

    /** Takes over a run that nobody works on; empty when there is none. */
    Uni<Optional<Run>> claim();

    /**
     * Adds a step to a run.
     *
     * @return whether the run still runs; if not, the step must be given up
     */
    Uni<Boolean> advance(SqlTx tx, UUID id, SubjectId position, long matched, long eligible, long undetermined);

    /** Whether a run of this policy still runs. */
    Uni<Boolean> isOpen(PolicyId policy);

    /** Ends a run that still runs; others stay as they are. */
    Uni<Run> end(UUID id, Run.State state);
}
