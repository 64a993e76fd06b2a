package city.huitong.policy;

import city.huitong.platform.data.SqlTx;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Publications as they were known at an earlier time, read side. */
public interface PublicationQueries {

    /**
     * The number of the publication of each policy that was law at a time; a policy that was not published yet is left out.
     *
     * @param time UTC
     */
    Uni<Map<PolicyId, Integer>> knownAt(Instant time);

    /** The same within a transaction, of these policies only. */
    Uni<Map<PolicyId, Integer>> knownAt(SqlTx tx, Instant time, Collection<PolicyId> policies);

    /** These publications, in any order. */
    Uni<List<Publication>> load(Map<PolicyId, Integer> numbers);

    /** Waits for whoever publishes one of these policies; until the transaction ends nobody begins to. */
    Uni<Void> holdStill(SqlTx tx, Collection<PolicyId> policies);
}
