package city.huitong.entitlement;

import city.huitong.catalog.SubjectId;
import city.huitong.platform.data.SqlTx;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What budgets have promised. Whoever promises more locks the purse first, and reads entitlements afterwards. */
public interface BudgetRepository {

    /** Locks a purse until the transaction ends; gives what it has promised so far, in fen. */
    Uni<Long> lock(SqlTx tx, Purse purse);

    /** What it has promised these subjects. */
    Uni<Map<SubjectId, Commitment>> of(SqlTx tx, Purse purse, Collection<SubjectId> subjects);

    /** What it has promised those to whom nothing was paid in its stretch of time yet, by subject. */
    Uni<List<Commitment>> unpaid(SqlTx tx, Purse purse);

    /** Writes promises that are new or other than before, and by how much all of them together grew, in fen. */
    Uni<Void> save(SqlTx tx, Purse purse, List<Commitment> changed, long growth);

    /** Ends promises: what was not paid is free again. */
    Uni<Void> release(SqlTx tx, Purse purse, Collection<SubjectId> subjects);

    /** Those who wait for money of this purse: who goes first, first. */
    Uni<List<Entitlement>> waiting(SqlTx tx, Purse purse, int limit);

    /** Lets all processes know that somebody waits for money. */
    Uni<Void> announce(SqlTx tx);
}
