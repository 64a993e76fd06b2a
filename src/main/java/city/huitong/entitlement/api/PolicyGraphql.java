package city.huitong.entitlement.api;

import city.huitong.platform.security.Roles;
import city.huitong.policy.CurrentPolicies;
import city.huitong.policy.PolicyId;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;

/**
 * Policies by GraphQL. Here and not with the policies, because entitlements and decisions lead to them and the schema has one
 * type for a policy.
 */
@GraphQLApi
@RolesAllowed({Roles.DEPARTMENT, Roles.OFFICER, Roles.APP, Roles.AUDITOR, Roles.OPERATOR})
public class PolicyGraphql {

    private final CurrentPolicies policies;

    PolicyGraphql(CurrentPolicies policies) {
        this.policies = policies;
    }

    /** Every published policy. */
    @Query("policies")
    @Description("Every published policy, by id")
    @NonNull
    public Uni<List<@NonNull PolicyView>> policies() {
        return Uni.createFrom()
                .item(policies.all().stream()
                        .map(published -> PolicyView.of(published.policy()))
                        .toList());
    }

    /** The policy of this id. */
    @Query("policy")
    @Description("One policy; fails with policy-not-found")
    public Uni<PolicyView> policy(@Name("id") @NonNull @Description("Its id") String id) {
        return Uni.createFrom().item(PolicyView.of(policies.require(id).policy()));
    }

    /** The policies of these entitlements, in their order; each is described once. */
    @Name("policy")
    @Description("The policy; null if it can no longer be read")
    public Uni<List<Optional<PolicyView>>> policyOf(@Source List<EntitlementView> entitlements) {
        Map<String, Optional<PolicyView>> known = new HashMap<>();
        entitlements.forEach(entitlement -> known.computeIfAbsent(entitlement.policyId(), this::find));
        return Uni.createFrom()
                .item(entitlements.stream()
                        .map(entitlement -> known.get(entitlement.policyId()))
                        .toList());
    }

    private Optional<PolicyView> find(String id) {
        return policies.find(new PolicyId(id)).map(PolicyView::of);
    }
}
