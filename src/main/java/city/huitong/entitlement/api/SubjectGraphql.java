package city.huitong.entitlement.api;

import city.huitong.catalog.CurrentCatalog;
import city.huitong.entitlement.EntitlementQueries;
import city.huitong.matching.DecideSubject;
import city.huitong.platform.data.AsOf;
import city.huitong.platform.runtime.CityClock;
import city.huitong.platform.security.Roles;
import city.huitong.subject.FindSubject;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import java.time.LocalDate;
import java.util.List;
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
@RolesAllowed({Roles.OFFICER, Roles.APP, Roles.AUDITOR})
public class SubjectGraphql {

    private final FindSubject findSubject;
    private final DecideSubject decideSubject;
    private final EntitlementQueries entitlements;
    private final CurrentCatalog catalog;
    private final CityClock clock;

    SubjectGraphql(
            FindSubject findSubject,
            DecideSubject decideSubject,
            EntitlementQueries entitlements,
            CurrentCatalog catalog,
            CityClock clock) {
        this.findSubject = findSubject;
        this.decideSubject = decideSubject;
        this.entitlements = entitlements;
        this.catalog = catalog;
        this.clock = clock;
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
        return findSubject
                .factsOf(FindSubject.parse(subject.id()), day(asOf))
                .map(facts ->
                        facts.stream().map(fact -> FactView.of(fact, known)).toList());
    }

    /** Every policy decided for one subject. */
    @Name("decisions")
    @Description("Every policy decided for this subject, with reasons; computed for the day, stores nothing")
    public Uni<List<@NonNull DecisionView>> decisions(
            @Source SubjectView subject, @Name("asOf") @Description("A day; default today") @Nullable LocalDate asOf) {
        var known = catalog.get();
        return decideSubject
                .decide(FindSubject.parse(subject.id()), day(asOf))
                .map(all -> all.stream()
                        .map(decision -> DecisionView.of(decision, known))
                        .toList());
    }

    /** The entitlements of these subjects, in their order, read at once. */
    @Name("entitlements")
    @Description("What this subject is entitled to, by policy")
    public Uni<List<List<@NonNull EntitlementView>>> entitlements(@Source List<SubjectView> subjects) {
        var ids = subjects.stream()
                .map(subject -> FindSubject.parse(subject.id()))
                .toList();
        return entitlements.ofSubjects(ids).map(found -> {
            var bySubject =
                    found.stream().map(EntitlementView::of).collect(Collectors.groupingBy(EntitlementView::subject));
            return subjects.stream()
                    .map(subject -> bySubject.getOrDefault(subject, List.of()))
                    .toList();
        });
    }

    private LocalDate day(@Nullable LocalDate asOf) {
        return AsOf.of(asOf, clock.today());
    }
}
