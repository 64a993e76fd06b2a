package city.huitong.entitlement;

import city.huitong.platform.data.SqlTx;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;

/**
 * Grants by the keys of their ledgers, whoever they were granted to. A key is locked until the transaction ends, so of two that want its
 * last place one comes first.
 */
public interface LedgerRepository {

    /**
     * What became of entries.
     *
     * @param fresh written now; what is neither fresh nor refused was there already
     * @param refused the key has been used as often as it can be
     */
    record Entered(List<LedgerEntry> fresh, List<LedgerEntry> refused) {}

    /** Enters grants, in this order. */
    Uni<Entered> enter(SqlTx tx, List<LedgerEntry> entries);

    /** Takes back the entries of grants that ended; those under which something was paid stay. */
    Uni<Void> release(SqlTx tx, Collection<Holding> ended);
}
