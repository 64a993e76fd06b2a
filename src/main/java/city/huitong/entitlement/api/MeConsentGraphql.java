package city.huitong.entitlement.api;

import city.huitong.consent.ConsentQueries;
import city.huitong.platform.data.PageRequest;
import city.huitong.platform.security.Roles;
import city.huitong.subject.OwnSubject;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Source;
import org.jspecify.annotations.Nullable;

/** A subject's own consents by GraphQL. Here and not with the consents, because the type for oneself is here. */
@GraphQLApi
@RolesAllowed({Roles.CITIZEN, Roles.ENTERPRISE})
public class MeConsentGraphql {

    private final OwnSubject ownSubject;
    private final ConsentQueries consents;

    MeConsentGraphql(OwnSubject ownSubject, ConsentQueries consents) {
        this.ownSubject = ownSubject;
        this.consents = consents;
    }

    /** Who asks for its data, and who has it. */
    @Name("consents")
    @Description("Who asks for one's data, and who may see it, newest first")
    public Uni<ConsentView.@NonNull PageView> consents(
            @Source MeView me,
            @Name("first") @Description("1 to 1000, default 50") @Nullable Integer first,
            @Name("after") @Description("The value of next") @Nullable String after) {
        var page = PageRequest.first(first, after);
        return ownSubject
                .require()
                .chain(own -> consents.ofSubject(own.id(), page))
                .map(found -> found.map(ConsentView::of))
                .map(found -> new ConsentView.PageView(found.items(), found.next()));
    }
}
