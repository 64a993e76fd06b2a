package city.huitong.entitlement.api;

import city.huitong.entitlement.EntitlementQueries;
import city.huitong.platform.data.PageRequest;
import city.huitong.platform.security.Roles;
import city.huitong.policy.CurrentPolicies;
import city.huitong.subject.Disclosures;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.jspecify.annotations.Nullable;

/** Entitlements of a policy by GraphQL. */
@GraphQLApi
@RolesAllowed({Roles.OFFICER, Roles.AUDITOR})
public class EntitlementGraphql {

    private final EntitlementQueries entitlements;
    private final Disclosures disclosures;
    private final CurrentPolicies policies;

    EntitlementGraphql(EntitlementQueries entitlements, Disclosures disclosures, CurrentPolicies policies) {
        this.entitlements = entitlements;
        this.disclosures = disclosures;
        this.policies = policies;
    }

    /** Some entitlements of one policy. */
    @Query("entitlements")
    @Description("The entitlements of one policy, by subject")
    @NonNull
    public Uni<EntitlementView.PageView> ofPolicy(
            @Name("policy") @NonNull @Description("The policy's id") String policy,
            @Name("state") @Description(States.MEANING + "; default all") @Nullable String state,
            @Name("first") @Description("1 to 1000, default 50") @Nullable Integer first,
            @Name("after") @Description("The value of next") @Nullable String after) {
        var page = PageRequest.first(first, after);
        var id = policies.require(policy).policy().id();
        var wanted = States.parse(state, "state");
        return disclosures
                .inBulk(
                        Set.of(Disclosures.ENTITLEMENTS),
                        Map.of("policy", id.value()),
                        tx -> entitlements.ofPolicy(tx, id, wanted, page),
                        found -> found.items().size())
                .map(found -> found.map(EntitlementView::of))
                .map(found -> new EntitlementView.PageView(found.items(), found.next()));
    }
}
