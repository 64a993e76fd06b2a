package city.huitong.entitlement.api;

import city.huitong.entitlement.History;
import city.huitong.entitlement.ReadHistory;
import city.huitong.platform.security.Roles;
import city.huitong.subject.Disclosures;
import city.huitong.subject.Disclosures.Wanted;
import city.huitong.subject.FindSubject;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import java.util.Set;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Source;

/** One of a subject's entitlements by GraphQL. */
@GraphQLApi
@RolesAllowed({Roles.OFFICER, Roles.AUDITOR})
public class SubjectHistoryGraphql {

    private final Disclosures disclosures;
    private final ReadHistory readHistory;

    SubjectHistoryGraphql(Disclosures disclosures, ReadHistory readHistory) {
        this.disclosures = disclosures;
        this.readHistory = readHistory;
    }

    /** With its moves and payments. */
    @Name("entitlement")
    @Description("What this subject has of one policy, with all of its moves and payments")
    public Uni<HistoryView> entitlement(
            @Source SubjectView subject, @Name("policy") @NonNull @Description("The policy's id") String policy) {
        var wanted = new Wanted(FindSubject.parse(subject.id()), Set.of(Disclosures.ENTITLEMENTS));
        return disclosures
                .<History>underLaw(wanted, (tx, grant) -> readHistory.of(tx, grant, policy))
                .map(HistoryView::of);
    }
}
