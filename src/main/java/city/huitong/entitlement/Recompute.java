package city.huitong.entitlement;

import city.huitong.catalog.SubjectId;
import city.huitong.matching.DecideSubject;
import city.huitong.matching.ExplainedDecision;
import city.huitong.platform.data.Page;
import city.huitong.platform.data.PageRequest;
import city.huitong.platform.data.SqlTx;
import city.huitong.platform.data.UnitOfWork;
import city.huitong.platform.outbox.Outbox;
import city.huitong.platform.runtime.CityClock;
import city.huitong.platform.security.Caller;
import city.huitong.platform.security.Roles;
import city.huitong.policy.CurrentPolicies;
import city.huitong.policy.EligibilityDecision.Eligible;
import city.huitong.policy.EligibilityDecision.Excluded;
import city.huitong.policy.EligibilityDecision.NotEligible;
import city.huitong.policy.EligibilityDecision.NotInForce;
import city.huitong.policy.EligibilityDecision.Undetermined;
import city.huitong.policy.Policy;
import city.huitong.policy.Terms.Recomputation;
import city.huitong.subject.DisclosureGrant;
import city.huitong.subject.Disclosures;
import city.huitong.subject.SubjectFacts;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Decides paid periods anew, by the law and the records as they are now: what comes out more is topped up, what comes out less is asked
 * back, if the policy's terms say so. Done twice it changes nothing, as it compares with all that was paid for the period.
 *
 * <p>What cannot be known any more is left as it was paid.
 */
@ApplicationScoped
public class Recompute {

    private static final Set<String> ITEMS = Set.of(Disclosures.POLICY_FACTS, Disclosures.ENTITLEMENTS);

    private final UnitOfWork unitOfWork;
    private final Disclosures disclosures;
    private final SubjectFacts facts;
    private final DecideSubject decideSubject;
    private final EntitlementRepository entitlements;
    private final EntitlementQueries queries;
    private final Purses purses;
    private final BudgetRepository budgets;
    private final Outbox outbox;
    private final CurrentPolicies policies;
    private final Caller caller;
    private final CityClock clock;

    Recompute(
            UnitOfWork unitOfWork,
            Disclosures disclosures,
            SubjectFacts facts,
            DecideSubject decideSubject,
            EntitlementRepository entitlements,
            EntitlementQueries queries,
            Purses purses,
            BudgetRepository budgets,
            Outbox outbox,
            CurrentPolicies policies,
            Caller caller,
            CityClock clock) {
        this.unitOfWork = unitOfWork;
        this.disclosures = disclosures;
        this.facts = facts;
        this.decideSubject = decideSubject;
        this.entitlements = entitlements;
        this.queries = queries;
        this.purses = purses;
        this.budgets = budgets;
        this.outbox = outbox;
        this.policies = policies;
        this.caller = caller;
        this.clock = clock;
    }

    /** A payment that followed, and whose. */
    public record Correction(SubjectId subject, Payment payment) {}

    /**
     * Decides the paid periods of some of those whom the policy has paid anew, by subject.
     *
     * @return what followed for these; the page's next goes on after them
     */
    public Uni<Page<Correction>> ofPolicy(String id, PageRequest page) {
        var policy = policies.require(id).policy();
        var after = Optional.of(page.after(UUID::fromString, new UUID(0, 0))).map(SubjectId::new);
        return unitOfWork
                .onRows(tx -> queries.paid(tx, policy.id(), after, page.limit() + 1))
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
        var who = subjects.stream().collect(Collectors.toMap(Function.identity(), _ -> policy.subject()));
        return disclosures.underLaw(
                who,
                ITEMS,
                (SqlTx tx, List<DisclosureGrant> grants) -> facts.locked(tx, policy.subject(), subjects)
                        .chain(() -> each(grants, grant -> ofSubject(tx, policy, grant))));
    }

    /** One after the other: a connection is one stream. */
    private static <T, R> Uni<List<R>> each(List<T> all, Function<T, Uni<List<R>>> work) {
        return Multi.createFrom()
                .iterable(all)
                .onItem()
                .transformToUniAndConcatenate(work::apply)
                .onItem()
                .<R>disjoint()
                .collect()
                .asList();
    }

    private Uni<List<Correction>> ofSubject(SqlTx tx, Policy policy, DisclosureGrant grant) {
        var holding = new Holding(policy.id(), grant.subject());
        return queries.payments(tx, holding)
                .map(payments -> payments.stream()
                        .collect(Collectors.groupingBy(Payment::periodFrom, TreeMap::new, Collectors.toList())))
                .chain(periods -> each(List.copyOf(periods.values()), paid -> period(tx, policy, grant, paid)));
    }

    private Uni<List<Correction>> period(SqlTx tx, Policy policy, DisclosureGrant grant, List<Payment> paid) {
        return decideSubject
                .decide(tx, grant, paid.getFirst().asOf())
                .map(decisions -> due(policy, decisions)
                        .flatMap(due -> correction(policy.terms().recompute(), paid, due)))
                .chain(correction -> correction
                        .map(payment -> pay(tx, policy, grant, payment))
                        .orElseGet(() -> Uni.createFrom().item(List.of())));
    }

    private record Due(LocalDate version, long amountFen) {}

    private static Optional<Due> due(Policy policy, List<ExplainedDecision> decisions) {
        return decisions.stream()
                .map(ExplainedDecision::decision)
                .filter(decision -> decision.policy().equals(policy.id()))
                .findFirst()
                .flatMap(decision -> {
                    var version = decision.version()
                            .map(each -> each.valid().from())
                            .orElse(policy.versions().getLast().valid().from());
                    return switch (decision.eligibility()) {
                        case Eligible eligible -> Optional.of(new Due(version, eligible.amountFen()));
                        case NotEligible _, NotInForce _, Excluded _ -> Optional.of(new Due(version, 0));
                        case Undetermined _ -> Optional.empty();
                    };
                });
    }

    private Optional<Payment> correction(Recomputation terms, List<Payment> paid, Due due) {
        var first = paid.getFirst();
        var difference =
                due.amountFen - paid.stream().mapToLong(Payment::amountFen).sum();
        var isWanted = difference > 0 ? terms.topUp() : terms.clawBack();
        var movement = difference > 0 ? Movement.TOPPED_UP : Movement.CLAWED_BACK;
        return difference == 0 || !isWanted
                ? Optional.empty()
                : Optional.of(new Payment(
                        first.periodFrom(),
                        paid.getLast().n() + 1,
                        movement,
                        due.version,
                        difference,
                        first.asOf(),
                        clock.now()));
    }

    /** What is more must be in the purse of its time; without money there it is not topped up. */
    private Uni<List<Correction>> pay(SqlTx tx, Policy policy, DisclosureGrant grant, Payment payment) {
        var purse = Purses.of(policy, payment.asOf());
        return purse.map(each -> take(tx, each, grant.subject(), payment.amountFen()))
                .orElseGet(() -> Uni.createFrom().item(true))
                .chain(hasMoney -> hasMoney
                        ? write(tx, policy, grant, payment)
                        : Uni.createFrom().item(List.of()));
    }

    private Uni<Boolean> take(SqlTx tx, Purse purse, SubjectId subject, long fen) {
        return purses.open(tx, purse, List.of(subject)).chain(funds -> {
            var before = Optional.ofNullable(funds.known().get(subject))
                    .orElseGet(() -> new Commitment(subject, 0, 0, false));
            if (fen > funds.free()) {
                return Uni.createFrom().item(false);
            }
            funds.set(new Commitment(subject, Math.max(0, before.fen() + fen), before.dueFen(), before.active()));
            return budgets.save(tx, purse, funds.changed(), funds.growth())
                    .chain(() -> budgets.announce(tx))
                    .replaceWith(true);
        });
    }

    private Uni<List<Correction>> write(SqlTx tx, Policy policy, DisclosureGrant grant, Payment payment) {
        var holding = new Holding(policy.id(), grant.subject());
        var actor = new Actor(caller.client(), Roles.OFFICER);
        return entitlements
                .pay(tx, holding, payment, actor)
                .chain(() -> entitlements.of(tx, List.of(grant.subject())))
                .chain(all -> outbox.append(
                        tx,
                        all.stream()
                                .filter(each -> each.policy().equals(policy.id()))
                                .map(each -> EntitlementEvent.of(payment.movement(), each, payment))
                                .toList()))
                .replaceWith(List.of(new Correction(grant.subject(), payment)));
    }
}
