package city.huitong.consent;

import city.huitong.platform.data.SqlTx;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Proposals of break-glass and what became of them. Every change is one statement that judges the time itself. */
public interface BreakGlassRepository {

    /** Adds a proposal. */
    Uni<Void> add(SqlTx tx, BreakGlass proposed);

    /** The proposal; empty when there is none. */
    Uni<Optional<BreakGlass>> find(SqlTx tx, UUID id);

    /**
     * Approves an open proposal of somebody else's.
     *
     * @param decision the leaf that delays; empty when there is no delay
     * @return empty when it is not open, or their own
     */
    Uni<Optional<BreakGlass>> approve(SqlTx tx, UUID id, String by, Instant at, Optional<UUID> decision);

    /**
     * Counts a read.
     *
     * @return empty when it is not active, is somebody else's, or has no read left
     */
    Uni<Optional<BreakGlass>> use(SqlTx tx, UUID id, String by, Instant at);
}
