package city.huitong.entitlement.api;

import city.huitong.entitlement.FollowEntitlements;
import city.huitong.platform.security.Roles;
import io.smallrye.graphql.api.Subscription;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.jspecify.annotations.Nullable;

/** A subject's own entitlements as they change, by GraphQL over WebSocket (graphql-transport-ws). */
@GraphQLApi
@RolesAllowed({Roles.CITIZEN, Roles.ENTERPRISE})
public class MyChangesGraphql {

    private final FollowEntitlements followEntitlements;

    MyChangesGraphql(FollowEntitlements followEntitlements) {
        this.followEntitlements = followEntitlements;
    }

    /** Each that changes from now on. Nullable only for errors: one in a field that must be there would never be sent. */
    @Subscription("myEntitlements")
    @Description("Each of the caller's entitlements that changes from now on, as it then stands. Ends with the token.")
    public Multi<@Nullable EntitlementView> myEntitlements() {
        return followEntitlements.ofCaller().map(EntitlementView::of);
    }
}
