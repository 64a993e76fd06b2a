package city.huitong.entitlement;

import city.huitong.catalog.SubjectId;
import city.huitong.platform.data.Page;
import city.huitong.platform.data.PageRequest;
import city.huitong.platform.data.SqlTx;
import city.huitong.platform.data.UnitOfWork;
import city.huitong.platform.security.Caller;
import city.huitong.platform.security.Roles;
import city.huitong.policy.CurrentPolicies;
import city.huitong.policy.Policy;
import city.huitong.subject.DisclosureGrant;
import city.huitong.subject.Disclosures;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Lets an officer decide paid periods anew, by the law and the records as they are now; see {@link CorrectPayments}. */
@ApplicationScoped
public class Recompute {

    static final Set<String> ITEMS = Set.of(Disclosures.POLICY_FACTS, Disclosures.ENTITLEMENTS);

    private final UnitOfWork unitOfWork;
    private final Disclosures disclosures;
    private final CorrectPayments correctPayments;
    private final EntitlementQueries queries;
    private final CurrentPolicies policies;
    private final Caller caller;

    Recompute(
            UnitOfWork unitOfWork,
            Disclosures disclosures,
            CorrectPayments correctPayments,
            EntitlementQueries queries,
            CurrentPolicies policies,
            Caller caller) {
        this.unitOfWork = unitOfWork;
        this.disclosures = disclosures;
        this.correctPayments = correctPayments;
        this.queries = queries;
        this.policies = policies;
        this.caller = caller;
    }

    /**
     * Decides the paid periods of some of those whom the policy has paid anew, by subject.
     *
     * @return what followed for these; the page's next goes on after them
     */
    public Uni<Page<Correction>> ofPolicy(String id, PageRequest page) {
        var policy = policies.require(id).policy();
        var after = Optional.of(page.after(UUID::fromString, new UUID(0, 0))).map(SubjectId::new);
        return unitOfWork
                .onRows(tx -> queries.paid(tx, policy.id(), LocalDate.MIN, after, page.limit() + 1))
                .chain(subjects -> {
                    var now = subjects.stream().limit(page.limit()).toList();
                    return some(policy, now).map(found -> answer(page, found, subjects));
                });
    }

    private static Page<Correction> answer(PageRequest page, List<Correction> found, List<SubjectId> subjects) {
        return new Page<>(found, Page.of(page, subjects, SubjectId::toString).next());
    }

    private Uni<List<Correction>> some(Policy policy, List<SubjectId> subjects) {
        if (subjects.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        var actor = new Actor(caller.client(), Roles.OFFICER);
        var who = subjects.stream().collect(Collectors.toMap(Function.identity(), _ -> policy.subject()));
        return disclosures.underLaw(
                who,
                ITEMS,
                (SqlTx tx, List<DisclosureGrant> grants) ->
                        correctPayments.correct(tx, policy, grants, LocalDate.MIN, actor));
    }
}
