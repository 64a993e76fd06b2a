package city.huitong.entitlement;

import city.huitong.platform.data.SqlTx;
import city.huitong.policy.CurrentPolicies;
import city.huitong.subject.DisclosureGrant;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Gives one entitlement with its moves and payments to who may see it. */
@ApplicationScoped
public class ReadHistory {

    private final ReadEntitlements readEntitlements;
    private final EntitlementQueries queries;
    private final CurrentPolicies policies;

    ReadHistory(ReadEntitlements readEntitlements, EntitlementQueries queries, CurrentPolicies policies) {
        this.readEntitlements = readEntitlements;
        this.queries = queries;
        this.policies = policies;
    }

    /** Fails with {@code policy-not-found} and {@code entitlement-not-found}. */
    public Uni<History> of(SqlTx tx, DisclosureGrant grant, String policy) {
        var holding = new Holding(policies.require(policy).policy().id(), grant.subject());
        return readEntitlements
                .of(tx, grant)
                .map(all -> all.stream()
                        .filter(each -> each.policy().equals(holding.policy()))
                        .findFirst()
                        .orElseThrow(OpenEntitlement::notFound))
                .chain(entitlement -> queries.moves(tx, holding)
                        .chain(moves -> queries.payments(tx, holding)
                                .map(payments -> new History(entitlement, moves, payments))));
    }
}
