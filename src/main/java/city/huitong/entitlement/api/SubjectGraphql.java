package city.huitong.entitlement.api;

import city.huitong.catalog.CurrentCatalog;
import city.huitong.catalog.SubjectId;
import city.huitong.catalog.SubjectKind;
import city.huitong.entitlement.Entitlement;
import city.huitong.entitlement.ReadEntitlements;
import city.huitong.matching.DecisionLevel;
import city.huitong.matching.ExplainDecision;
import city.huitong.matching.ReadDecisions;
import city.huitong.platform.data.AsOf;
import city.huitong.platform.data.Moment;
import city.huitong.platform.data.Moments;
import city.huitong.platform.runtime.CityClock;
import city.huitong.platform.security.Caller;
import city.huitong.platform.security.Roles;
import city.huitong.subject.Disclosures;
import city.huitong.subject.Disclosures.Wanted;
import city.huitong.subject.FindSubject;
import city.huitong.subject.SubjectProfiles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;
import org.jspecify.annotations.Nullable;

/**
 * One subject and everything the hub says about it, by GraphQL. Fields with arguments are answered one by one: a batch would
 * take the first alias' arguments for all of them.
 */
@GraphQLApi
@RolesAllowed({Roles.OFFICER, Roles.AUDITOR})
public class SubjectGraphql {

    private final FindSubject findSubject;
    private final ReadDecisions decisions;
    private final ExplainDecision explain;
    private final ReadEntitlements readEntitlements;
    private final Disclosures disclosures;
    private final SubjectProfiles profiles;
    private final CurrentCatalog catalog;
    private final CityClock clock;
    private final Moments moments;
    private final Caller caller;

    SubjectGraphql(
            FindSubject findSubject,
            ReadDecisions decisions,
            ExplainDecision explain,
            ReadEntitlements readEntitlements,
            Disclosures disclosures,
            SubjectProfiles profiles,
            CurrentCatalog catalog,
            CityClock clock,
            Moments moments,
            Caller caller) {
        this.findSubject = findSubject;
        this.decisions = decisions;
        this.explain = explain;
        this.readEntitlements = readEntitlements;
        this.disclosures = disclosures;
        this.profiles = profiles;
        this.catalog = catalog;
        this.clock = clock;
        this.moments = moments;
        this.caller = caller;
    }

    /** The subject with this pseudonym. */
    @Query("subject")
    @Description("A subject by its pseudonym; fails with subject-not-found")
    public Uni<SubjectView> subject(@Name("id") @Id @NonNull @Description("The subject's pseudonym") String id) {
        var subject = FindSubject.parse(id);
        return findSubject.kindOf(subject).map(kind -> new SubjectView(subject.toString(), kind.word()));
    }

    /** Every fact about one subject. */
    @Name("facts")
    @Description("Every fact, with its source; of a person those of the household too")
    public Uni<List<@NonNull FactView>> facts(
            @Source SubjectView subject, @Name("asOf") @Description("A day; default today") @Nullable LocalDate asOf) {
        var known = catalog.get();
        var day = day(asOf);
        return disclosures
                .underLaw(
                        wanted(subject, Disclosures.EVERY_FACT),
                        (tx, grant) -> profiles.disclose(tx, grant, Moment.of(day)))
                .map(facts ->
                        facts.stream().map(fact -> FactView.of(fact, known)).toList());
    }

    /** Every policy decided for one subject. */
    @Name("decisions")
    @Description("Every policy decided for this subject, with reasons; computed for the day, stores nothing")
    public Uni<List<@NonNull DecisionView>> decisions(
            @Source SubjectView subject,
            @Name("asOf") @Description("A day; default today") @Nullable LocalDate asOf,
            @Name("knownAt") @Description(Moments.KNOWN_AT) @Nullable Instant knownAt) {
        var known = catalog.get();
        return decisions
                .about(FindSubject.parse(subject.id()), moments.of(asOf, knownAt))
                .map(all -> all.stream()
                        .map(decision -> DecisionView.of(decision, known))
                        .toList());
    }

    /** One decision to keep. */
    @Name("decision")
    @Description("One policy decided for this subject, explained with its reasons and signed; computed, not stored")
    public Uni<@NonNull SignedDecisionView> decision(
            @Source SubjectView subject,
            @Name("policy") @Id @NonNull @Description("The policy") String policy,
            @Name("level") @Description(DecisionLevel.MEANING) @Nullable String level,
            @Name("asOf") @Description("A day; default today") @Nullable LocalDate asOf,
            @Name("knownAt") @Description(Moments.KNOWN_AT) @Nullable Instant knownAt) {
        return explain.about(
                        FindSubject.parse(subject.id()),
                        policy,
                        moments.of(asOf, knownAt),
                        DecisionLevel.of(level, caller))
                .map(SignedDecisionView::of);
    }

    /** The entitlements of these subjects, in their order, read at once. */
    @Name("entitlements")
    @Description("What this subject is entitled to, by policy")
    public Uni<List<List<@NonNull EntitlementView>>> entitlements(@Source List<SubjectView> subjects) {
        var known = new LinkedHashMap<SubjectId, SubjectKind>();
        subjects.forEach(subject -> known.put(
                FindSubject.parse(subject.id()),
                SubjectKind.parse(subject.kind()).orElseThrow()));
        return disclosures
                .<List<Entitlement>>underLaw(known, Set.of(Disclosures.ENTITLEMENTS), readEntitlements::of)
                .map(found -> inOrder(subjects, found));
    }

    private static List<List<EntitlementView>> inOrder(List<SubjectView> subjects, List<Entitlement> found) {
        var bySubject =
                found.stream().map(EntitlementView::of).collect(Collectors.groupingBy(EntitlementView::subject));
        return subjects.stream()
                .map(subject -> bySubject.getOrDefault(subject, List.of()))
                .toList();
    }

    private static Wanted wanted(SubjectView subject, String items) {
        return new Wanted(FindSubject.parse(subject.id()), Set.of(items));
    }

    private LocalDate day(@Nullable LocalDate asOf) {
        return AsOf.of(asOf, clock.today());
    }
}
