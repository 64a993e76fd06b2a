package city.huitong.entitlement.api;

import city.huitong.entitlement.History;
import city.huitong.entitlement.ReadHistory;
import city.huitong.platform.security.Roles;
import city.huitong.subject.Disclosures;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import java.util.Set;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Source;

/** One of a subject's own entitlements by GraphQL. */
@GraphQLApi
@RolesAllowed({Roles.CITIZEN, Roles.ENTERPRISE})
public class MyHistoryGraphql {

    private final Disclosures disclosures;
    private final ReadHistory readHistory;

    MyHistoryGraphql(Disclosures disclosures, ReadHistory readHistory) {
        this.disclosures = disclosures;
        this.readHistory = readHistory;
    }

    /** With its moves and payments. */
    @Name("entitlement")
    @Description("What this subject has of one policy, with all of its moves and payments")
    public Uni<HistoryView> entitlement(
            @Source MeView me, @Name("policy") @NonNull @Description("The policy's id") String policy) {
        return disclosures
                .<History>toSubject(Set.of(Disclosures.ENTITLEMENTS), (tx, grant) -> readHistory.of(tx, grant, policy))
                .map(HistoryView::of);
    }
}
