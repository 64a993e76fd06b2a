package city.huitong.entitlement.api;

import city.huitong.audit.AccessQueries;
import city.huitong.catalog.CurrentCatalog;
import city.huitong.entitlement.Entitlement;
import city.huitong.entitlement.ReadEntitlements;
import city.huitong.matching.ExplainDecision;
import city.huitong.matching.ReadDecisions;
import city.huitong.platform.data.AsOf;
import city.huitong.platform.data.Moment;
import city.huitong.platform.data.Moments;
import city.huitong.platform.data.PageRequest;
import city.huitong.platform.runtime.CityClock;
import city.huitong.platform.security.Roles;
import city.huitong.subject.Disclosures;
import city.huitong.subject.OwnSubject;
import city.huitong.subject.SubjectProfiles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;
import org.jspecify.annotations.Nullable;

/** What a citizen or an enterprise sees of itself, by GraphQL. */
@GraphQLApi
@RolesAllowed({Roles.CITIZEN, Roles.ENTERPRISE})
public class MeGraphql {

    private final OwnSubject ownSubject;
    private final Disclosures disclosures;
    private final SubjectProfiles profiles;
    private final ReadDecisions decisions;
    private final ExplainDecision explain;
    private final ReadEntitlements readEntitlements;
    private final AccessQueries accesses;
    private final CurrentCatalog catalog;
    private final CityClock clock;
    private final Moments moments;

    MeGraphql(
            OwnSubject ownSubject,
            Disclosures disclosures,
            SubjectProfiles profiles,
            ReadDecisions decisions,
            ExplainDecision explain,
            ReadEntitlements readEntitlements,
            AccessQueries accesses,
            CurrentCatalog catalog,
            CityClock clock,
            Moments moments) {
        this.ownSubject = ownSubject;
        this.disclosures = disclosures;
        this.profiles = profiles;
        this.decisions = decisions;
        this.explain = explain;
        this.readEntitlements = readEntitlements;
        this.accesses = accesses;
        this.catalog = catalog;
        this.clock = clock;
        this.moments = moments;
    }

    /** The subject that asks. */
    @Query("me")
    @Description("The citizen or enterprise that asks")
    public Uni<MeView> me() {
        return ownSubject
                .require()
                .map(own -> new MeView(own.id().toString(), own.kind().word()));
    }

    /** Who has read its data. */
    @Name("accesses")
    @Description("Who read which of one's data, when, why and on which basis, newest first")
    public Uni<AccessView.@NonNull PageView> accesses(
            @Source MeView me,
            @Name("first") @Description("1 to 1000, default 50") @Nullable Integer first,
            @Name("after") @Description("The value of next") @Nullable String after) {
        var page = PageRequest.first(first, after);
        return ownSubject
                .require()
                .chain(own -> accesses.ofSubject(own.id().value(), page))
                .map(found -> found.map(AccessView::of))
                .map(found -> new AccessView.PageView(found.items(), found.next()));
    }

    /** Its facts. */
    @Name("facts")
    @Description("Every fact, with its source; of a person those of the household too")
    public Uni<List<@NonNull FactView>> facts(
            @Source MeView me, @Name("asOf") @Description("A day; default today") @Nullable LocalDate asOf) {
        var known = catalog.get();
        var day = day(asOf);
        return disclosures
                .toSubject(Set.of(Disclosures.EVERY_FACT), (tx, grant) -> profiles.disclose(tx, grant, Moment.of(day)))
                .map(facts ->
                        facts.stream().map(fact -> FactView.of(fact, known)).toList());
    }

    /** Every policy decided for it. */
    @Name("decisions")
    @Description("Every policy decided for this subject, with reasons; computed for the day, stores nothing")
    public Uni<List<@NonNull DecisionView>> decisions(
            @Source MeView me,
            @Name("asOf") @Description("A day; default today") @Nullable LocalDate asOf,
            @Name("knownAt") @Description(Moments.KNOWN_AT) @Nullable Instant knownAt) {
        var known = catalog.get();
        return decisions
                .own(moments.of(asOf, knownAt))
                .map(all -> all.stream()
                        .map(decision -> DecisionView.of(decision, known))
                        .toList());
    }

    /** One decision to keep. */
    @Name("decision")
    @Description("One policy decided for this subject, explained in words and signed; computed, not stored")
    public Uni<@NonNull SignedDecisionView> decision(
            @Source MeView me,
            @Name("policy") @Id @NonNull @Description("The policy") String policy,
            @Name("asOf") @Description("A day; default today") @Nullable LocalDate asOf,
            @Name("knownAt") @Description(Moments.KNOWN_AT) @Nullable Instant knownAt) {
        return explain.own(policy, moments.of(asOf, knownAt)).map(SignedDecisionView::of);
    }

    /** What it is entitled to. */
    @Name("entitlements")
    @Description("What this subject is entitled to, by policy")
    public Uni<List<@NonNull EntitlementView>> entitlements(@Source MeView me) {
        return disclosures
                .<List<Entitlement>>toSubject(Set.of(Disclosures.ENTITLEMENTS), readEntitlements::of)
                .map(found -> found.stream().map(EntitlementView::of).toList());
    }

    private LocalDate day(@Nullable LocalDate asOf) {
        return AsOf.of(asOf, clock.today());
    }
}
