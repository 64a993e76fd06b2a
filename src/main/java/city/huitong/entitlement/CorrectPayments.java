package city.huitong.entitlement;

import city.huitong.catalog.SubjectId;
import city.huitong.matching.DecideSubject;
import city.huitong.platform.data.SqlTx;
import city.huitong.platform.outbox.Outbox;
import city.huitong.platform.runtime.CityClock;
import city.huitong.policy.Decision;
import city.huitong.policy.EligibilityDecision.Eligible;
import city.huitong.policy.EligibilityDecision.Excluded;
import city.huitong.policy.EligibilityDecision.NotEligible;
import city.huitong.policy.EligibilityDecision.NotInForce;
import city.huitong.policy.EligibilityDecision.Undetermined;
import city.huitong.policy.Policy;
import city.huitong.policy.Terms.Recomputation;
import city.huitong.subject.DisclosureGrant;
import city.huitong.subject.SubjectFacts;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Decides paid periods of some subjects anew, by the law and the records as they are now: what comes out more is topped up, what comes
 * out less is asked back, if the policy's terms say so. Done twice it changes nothing, as it compares with all that was paid for the
 * period. What cannot be known any more is left as it was paid.
 *
 * <p>Subjects are locked first, then all the purses that may be touched, in the order of time: so two of these at once do not wait for
 * each other's purses of several years.
 */
@ApplicationScoped
class CorrectPayments {

    private final SubjectFacts facts;
    private final DecideSubject decideSubject;
    private final EntitlementRepository entitlements;
    private final EntitlementQueries queries;
    private final Purses purses;
    private final BudgetRepository budgets;
    private final Outbox outbox;
    private final CityClock clock;

    CorrectPayments(
            SubjectFacts facts,
            DecideSubject decideSubject,
            EntitlementRepository entitlements,
            EntitlementQueries queries,
            Purses purses,
            BudgetRepository budgets,
            Outbox outbox,
            CityClock clock) {
        this.facts = facts;
        this.decideSubject = decideSubject;
        this.entitlements = entitlements;
        this.queries = queries;
        this.purses = purses;
        this.budgets = budgets;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** What is corrected, and by whom. */
    private record Work(SqlTx tx, Policy policy, Actor actor) {}

    private record Due(LocalDate version, long amountFen) {}

    /**
     * Corrects within a transaction.
     *
     * @param grants one for each subject whose payments are looked at
     * @param since periods that were decided for earlier days are left alone
     * @return what followed, by subject and period
     */
    Uni<List<Correction>> correct(SqlTx tx, Policy policy, List<DisclosureGrant> grants, LocalDate since, Actor actor) {
        var work = new Work(tx, policy, actor);
        var subjects = grants.stream().map(DisclosureGrant::subject).toList();
        return facts.lock(tx, policy.subject(), subjects)
                .chain(() -> queries.payments(tx, policy.id(), subjects))
                .call(paid -> lockPurses(work, paid.values()))
                .chain(paid -> each(grants, grant -> ofSubject(work, grant, periods(paid, grant), since)));
    }

    private Uni<Void> lockPurses(Work work, Collection<List<Payment>> paid) {
        var touched = paid.stream()
                .flatMap(List::stream)
                .flatMap(payment -> Purses.of(work.policy, payment.asOf()).stream())
                .collect(Collectors.toMap(Purse::stretch, Function.identity(), (one, _) -> one, TreeMap::new));
        return Multi.createFrom()
                .iterable(touched.values())
                .onItem()
                .transformToUniAndConcatenate(purse -> budgets.lock(work.tx, purse))
                .onItem()
                .ignoreAsUni();
    }

    private static List<List<Payment>> periods(Map<SubjectId, List<Payment>> paid, DisclosureGrant grant) {
        var byPeriod = paid.getOrDefault(grant.subject(), List.of()).stream()
                .collect(Collectors.groupingBy(Payment::periodFrom, TreeMap::new, Collectors.toList()));
        return List.copyOf(byPeriod.values());
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

    private Uni<List<Correction>> ofSubject(
            Work work, DisclosureGrant grant, List<List<Payment>> periods, LocalDate since) {
        var reopened = periods.stream()
                .filter(paid -> !paid.getFirst().asOf().isBefore(since))
                .toList();
        return each(reopened, paid -> ofPeriod(work, grant, paid));
    }

    private Uni<List<Correction>> ofPeriod(Work work, DisclosureGrant grant, List<Payment> paid) {
        return decideSubject
                .decide(work.tx, grant, paid.getFirst().asOf(), work.policy)
                .map(decided -> decided.flatMap(each -> due(work.policy, each.decision()))
                        .flatMap(due -> correction(work.policy.terms().recompute(), paid, due)))
                .chain(correction -> correction
                        .map(payment -> pay(work, grant.subject(), payment))
                        .orElseGet(() -> Uni.createFrom().item(List.of())));
    }

    private static Optional<Due> due(Policy policy, Decision decision) {
        var version = decision.version()
                .map(each -> each.valid().from())
                .orElse(policy.versions().getLast().valid().from());
        return switch (decision.eligibility()) {
            case Eligible eligible -> Optional.of(new Due(version, eligible.amountFen()));
            case NotEligible _, NotInForce _, Excluded _ -> Optional.of(new Due(version, 0));
            case Undetermined _ -> Optional.empty();
        };
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
    private Uni<List<Correction>> pay(Work work, SubjectId subject, Payment payment) {
        return Purses.of(work.policy, payment.asOf())
                .map(purse -> take(work.tx, purse, subject, payment.amountFen()))
                .orElseGet(() -> Uni.createFrom().item(true))
                .chain(hasMoney -> hasMoney
                        ? write(work, subject, payment)
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

    private Uni<List<Correction>> write(Work work, SubjectId subject, Payment payment) {
        return entitlements
                .pay(work.tx, new Holding(work.policy.id(), subject), payment, work.actor)
                .chain(() -> entitlements.of(work.tx, List.of(subject)))
                .chain(all -> outbox.append(
                        work.tx,
                        all.stream()
                                .filter(each -> each.policy().equals(work.policy.id()))
                                .map(each -> EntitlementEvent.of(payment.movement(), each, payment))
                                .toList()))
                .replaceWith(List.of(new Correction(subject, payment)));
    }
}
