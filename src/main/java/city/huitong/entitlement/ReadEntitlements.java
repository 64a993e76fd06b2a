package city.huitong.entitlement;

import city.huitong.catalog.SubjectId;
import city.huitong.platform.data.SqlTx;
import city.huitong.subject.DisclosureGrant;
import city.huitong.subject.Disclosures;
import city.huitong.subject.SubjectProfiles;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Gives subjects' entitlements to who may see them. */
@ApplicationScoped
public class ReadEntitlements {

    private final EntitlementQueries entitlements;
    private final SubjectProfiles profiles;

    ReadEntitlements(EntitlementQueries entitlements, SubjectProfiles profiles) {
        this.entitlements = entitlements;
        this.profiles = profiles;
    }

    /** All entitlements of the subject, by policy. */
    public Uni<List<Entitlement>> of(SqlTx tx, DisclosureGrant grant) {
        return of(tx, List.of(grant));
    }

    /** All entitlements of these subjects, by policy; nothing about those whose grant does not name entitlements. */
    public Uni<List<Entitlement>> of(SqlTx tx, List<DisclosureGrant> grants) {
        var lawful = grants.stream()
                .filter(grant -> grant.covers(Disclosures.ENTITLEMENTS))
                .toList();
        List<SubjectId> subjects = lawful.stream().map(DisclosureGrant::subject).toList();
        return profiles.record(tx, lawful).chain(() -> entitlements.ofSubjects(tx, subjects));
    }
}
