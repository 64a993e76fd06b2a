package city.huitong.audit;

import city.huitong.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;

/**
 * Appends to the trail, in the transaction that does what the entries say: no trail, no read. What is rolled back leaves no
 * entry.
 */
public interface AuditTrail {

    /**
     * Appends the entries in this order, in one statement. Delays that a rule orders for their purposes are added.
     *
     * @return the identifiers of their leaves, in the same order; each leaf is in the signed log about half a second after the
     *     commit. Fails with {@code delay-too-long} when one is hidden for longer than the hub allows
     */
    Uni<List<UUID>> append(Tx tx, List<AuditEntry> entries);

    /** Appends one entry. */
    default Uni<UUID> append(Tx tx, AuditEntry entry) {
        return append(tx, List.of(entry)).map(List::getFirst);
    }
}
