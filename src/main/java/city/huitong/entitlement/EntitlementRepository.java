package city.huitong.entitlement;

import city.huitong.catalog.SubjectId;
import city.huitong.platform.data.SqlTx;
import city.huitong.policy.PolicyId;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Entitlements, write side. Matching locks the subjects, so nobody else writes them meanwhile. */
public interface EntitlementRepository {

    /** All entitlements of these subjects. */
    Uni<List<Entitlement>> of(SqlTx tx, Collection<SubjectId> subjects);

    /** Those of these subjects under these policies. */
    Uni<List<Entitlement>> of(SqlTx tx, Collection<SubjectId> subjects, Collection<PolicyId> policies);

    /** Those under a policy of the subjects after one, up to another, in the order of their pseudonyms. */
    Uni<List<Entitlement>> between(SqlTx tx, PolicyId policy, SubjectId after, SubjectId last);

    /** Adds entitlements where there were none. */
    Uni<Void> add(SqlTx tx, List<Entitlement> entitlements);

    /** Writes anew what is there. */
    Uni<Void> replace(SqlTx tx, List<Entitlement> entitlements);

    /** Adds a payment, or what follows one. */
    Uni<Void> pay(SqlTx tx, Holding holding, Payment payment, Actor actor);

    /** Adds moves to the history, in this order. */
    Uni<Void> append(SqlTx tx, List<MadeMove> moves, Actor actor, Instant at);
}
