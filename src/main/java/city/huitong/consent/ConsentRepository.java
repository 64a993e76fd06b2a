package city.huitong.consent;

import city.huitong.catalog.SubjectId;
import city.huitong.consent.Consent.Moved;
import city.huitong.platform.data.SqlTx;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Consents, write side. A consent whose time is over is always read as what it has become, whether or not that was recorded yet.
 */
public interface ConsentRepository {

    /** Adds a consent with its first event. */
    Uni<Void> add(SqlTx tx, Moved proposed);

    /** Keeps what a move made of a consent that this transaction has locked, with the event; events are never changed. */
    Uni<Void> save(SqlTx tx, Moved moved);

    /** The consent as it is at this moment; empty when there is none. */
    Uni<Optional<Consent>> find(SqlTx tx, UUID id);

    /** The same; until the transaction ends nobody else moves or uses it. */
    Uni<Optional<Consent>> lock(SqlTx tx, UUID id);

    /**
     * Uses a consent once, if just now it is active, valid, the recipient's, for this purpose, for all these items and has reads
     * left. One statement: whoever else moves or uses it comes before or after.
     *
     * @return the consent after its use; empty when it could not be used
     */
    Uni<Optional<Consent>> use(SqlTx tx, ReadRequest request, String recipient);

    /** The consent if it could be used just now but for its quota: for an answer that was already paid for. Holds off moves. */
    Uni<Optional<Consent>> allows(SqlTx tx, ReadRequest request, String recipient);

    /** Some whose time is over without an event that says so, locked; those that others hold are left out. */
    Uni<List<Consent>> overdue(SqlTx tx, int limit);

    /** How many must approve for this subject; 1 unless the hub was told otherwise. */
    Uni<Integer> approvalsNeeded(SqlTx tx, SubjectId subject);

    /** From now on so many must approve for this subject. */
    Uni<Void> setApprovalsNeeded(SqlTx tx, SubjectId subject, int needed);
}
