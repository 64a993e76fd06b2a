package city.huitong.entitlement;

import city.huitong.catalog.SubjectId;
import city.huitong.platform.data.SqlTx;
import city.huitong.policy.PolicyId;
import io.smallrye.mutiny.Uni;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Recomputations and how far they came. */
public interface RecomputationRepository {

    /** Adds one, unless there is one with this id. */
    Uni<Void> start(UUID id, PolicyId policy, int publication, LocalDate since);

    /** Takes over one that nobody works on; empty when there is none. */
    Uni<Optional<Recomputation>> claim();

    /**
     * Adds a step.
     *
     * @param last the last subject of it
     * @param corrections what followed
     * @return whether nobody else has done the step; if somebody has, it must be given up
     */
    Uni<Boolean> advance(SqlTx tx, UUID id, SubjectId last, int subjects, List<Correction> corrections);

    Uni<Void> end(UUID id);

    /** The latest ones of a policy, newest first. */
    Uni<List<Recomputation>> latest(PolicyId policy, int limit);
}
