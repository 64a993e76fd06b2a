package city.huitong.entitlement;

import static city.huitong.entitlement.EntitlementProblem.AMOUNT_DIFFERS;
import static city.huitong.entitlement.EntitlementProblem.ENTITLEMENT_NOT_FOUND;
import static city.huitong.entitlement.EntitlementProblem.PERIOD_NOT_DUE;

import city.huitong.catalog.SubjectId;
import city.huitong.entitlement.RecordMoves.Change;
import city.huitong.entitlement.Standing.Granted;
import city.huitong.entitlement.Standing.KeptOut;
import city.huitong.platform.data.SqlTx;
import city.huitong.platform.data.UnitOfWork;
import city.huitong.platform.outbox.Outbox;
import city.huitong.platform.problem.Problem;
import city.huitong.platform.runtime.CityClock;
import city.huitong.platform.security.Caller;
import city.huitong.platform.security.Roles;
import city.huitong.policy.CurrentPolicies;
import city.huitong.policy.Policy;
import city.huitong.subject.DisclosureGrant;
import city.huitong.subject.Disclosures;
import city.huitong.subject.SubjectFacts;
import city.huitong.subject.SubjectProfiles;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Moves that somebody makes: the subject confirms or declines what it was offered; the department that answers for the policy suspends,
 * resumes and pays. The subject is locked as it is for matching, so a move comes before or after every decision.
 */
@ApplicationScoped
public class MoveEntitlement {

    private final UnitOfWork unitOfWork;
    private final Disclosures disclosures;
    private final SubjectProfiles profiles;
    private final SubjectFacts facts;
    private final EntitlementRepository entitlements;
    private final EntitlementQueries queries;
    private final LedgerRepository ledgers;
    private final Purses purses;
    private final BudgetRepository budgets;
    private final RecordMoves recordMoves;
    private final Outbox outbox;
    private final CurrentPolicies policies;
    private final Caller caller;
    private final CityClock clock;

    MoveEntitlement(
            UnitOfWork unitOfWork,
            Disclosures disclosures,
            SubjectProfiles profiles,
            SubjectFacts facts,
            EntitlementRepository entitlements,
            EntitlementQueries queries,
            LedgerRepository ledgers,
            Purses purses,
            BudgetRepository budgets,
            RecordMoves recordMoves,
            Outbox outbox,
            CurrentPolicies policies,
            Caller caller,
            CityClock clock) {
        this.unitOfWork = unitOfWork;
        this.disclosures = disclosures;
        this.profiles = profiles;
        this.facts = facts;
        this.entitlements = entitlements;
        this.queries = queries;
        this.ledgers = ledgers;
        this.purses = purses;
        this.budgets = budgets;
        this.recordMoves = recordMoves;
        this.outbox = outbox;
        this.policies = policies;
        this.caller = caller;
        this.clock = clock;
    }

    /**
     * The caller wants what it was offered. Once confirmed it is granted, unless a ledger is used up or money has to be waited for. Fails
     * with {@code entitlement-not-found} and {@code entitlement-state-conflict}.
     */
    public Uni<Entitlement> confirm(String policy) {
        return bySubject(policy, Standing::confirm);
    }

    /** The caller does not want what it was offered. Fails like {@link #confirm}. */
    public Uni<Entitlement> decline(String policy) {
        return bySubject(policy, Standing::decline);
    }

    /**
     * The department that answers for the policy stops payments until it resumes; whatever is decided meanwhile. Fails with
     * {@code forbidden} for other departments.
     */
    public Uni<Void> suspend(String policy, SubjectId subject) {
        return byAuthority(policy, subject, true, Standing::suspend);
    }

    /** Ends a suspension. Fails like {@link #suspend}. */
    public Uni<Void> resume(String policy, SubjectId subject) {
        return byAuthority(policy, subject, false, Standing::resume);
    }

    /**
     * The department that answers for the policy has paid for the period in which a day lies. Reported again it changes nothing. Fails with
     * {@code amount-differs} if it paid something else than is due.
     */
    public Uni<Void> disburse(String policy, SubjectId subject, LocalDate day, long amountFen) {
        var known = authority(policy);
        var actor = new Actor(caller.client(), Roles.DEPARTMENT);
        return unitOfWork.onRows(
                tx -> locked(tx, known, subject).chain(open -> disburse(tx, open.entitlement, day, amountFen, actor)));
    }

    private Uni<Entitlement> bySubject(String id, UnaryOperator<Standing> move) {
        var policy = policies.require(id).policy();
        var actor = Actor.self(caller.has(Roles.CITIZEN) ? Roles.CITIZEN : Roles.ENTERPRISE);
        return disclosures.toSubject(
                Set.of(Disclosures.ENTITLEMENTS),
                (tx, grant) -> profiles.record(tx, grant).chain(() -> bySubject(tx, policy, grant, move, actor)));
    }

    private Uni<Entitlement> bySubject(
            SqlTx tx, Policy policy, DisclosureGrant grant, UnaryOperator<Standing> move, Actor actor) {
        return locked(tx, policy, grant.subject()).chain(open -> {
            var before = open.entitlement;
            var now = before.moved(move.apply(before.standing()), before.grounds(), clock.now());
            return granted(tx, policy, open, now)
                    .call(then -> recordMoves.record(tx, List.of(new Change(Optional.of(before), then)), actor));
        });
    }

    /** A grant needs money and a free place in each ledger. */
    private Uni<Entitlement> granted(SqlTx tx, Policy policy, Open open, Entitlement now) {
        if (!(now.standing() instanceof Granted(var award)) || open.entitlement.standing() instanceof Granted) {
            return Uni.createFrom().item(now);
        }
        if (open.funds.isPresent()) {
            var cause = new Cause.ByBudget(open.funds.get().purse().stretch());
            return budgets.announce(tx).replaceWith(now.moved(new KeptOut(award, cause), now.grounds(), clock.now()));
        }
        return ledgers.enter(tx, entries(policy, now))
                .call(entered -> release(tx, now, entered))
                .map(entered -> entered.refused().stream()
                        .findFirst()
                        .map(refused -> keptOut(now, award, refused))
                        .orElseGet(
                                () -> now.moved(now.standing(), now.grounds().grantedOn(clock.today()), clock.now())));
    }

    private Entitlement keptOut(Entitlement now, Award award, LedgerEntry refused) {
        var cause = new Cause.ByLedger(refused.ledger().name());
        return now.moved(new KeptOut(award, cause), now.grounds(), clock.now());
    }

    private Uni<Void> release(SqlTx tx, Entitlement now, LedgerRepository.Entered entered) {
        return entered.refused().isEmpty()
                ? Uni.createFrom().voidItem()
                : ledgers.release(tx, List.of(Holding.of(now)));
    }

    private List<LedgerEntry> entries(Policy policy, Entitlement now) {
        var keys = now.grounds().ledgers();
        return policy.terms().once().stream()
                .filter(ledger -> keys.containsKey(ledger.name()))
                .map(ledger -> new LedgerEntry(Holding.of(now), ledger, keys.get(ledger.name()), clock.today()))
                .toList();
    }

    private Uni<Void> byAuthority(String id, SubjectId subject, boolean held, UnaryOperator<Standing> move) {
        var policy = authority(id);
        var actor = new Actor(caller.client(), Roles.DEPARTMENT);
        return unitOfWork.onRows(tx -> locked(tx, policy, subject).chain(open -> {
            var before = open.entitlement;
            var now =
                    before.moved(move.apply(before.standing()), before.grounds().held(held), clock.now());
            return recordMoves.record(tx, List.of(new Change(Optional.of(before), now)), actor);
        }));
    }

    private Policy authority(String id) {
        var policy = policies.require(id).policy();
        caller.mustPublishFor(policy.authority());
        return policy;
    }

    private Uni<Void> disburse(SqlTx tx, Entitlement entitlement, LocalDate day, long amountFen, Actor actor) {
        var award = entitlement.standing().payable();
        var period = entitlement.periodFrom(day);
        var holding = Holding.of(entitlement);
        return queries.payments(tx, holding).chain(payments -> {
            if (payments.stream().anyMatch(each -> each.periodFrom().equals(period))) {
                return Uni.createFrom().voidItem();
            }
            mustBeDue(entitlement, period, day);
            mustBeDue(award, amountFen);
            var payment = new Payment(period, 0, Movement.DISBURSED, award.version(), amountFen, day, clock.now());
            return entitlements
                    .pay(tx, holding, payment, actor)
                    .chain(() -> outbox.append(tx, EntitlementEvent.of(Movement.DISBURSED, entitlement, payment)));
        });
    }

    private void mustBeDue(Entitlement entitlement, LocalDate period, LocalDate day) {
        var first =
                entitlement.grounds().grantedOn().map(entitlement::periodFrom).orElse(period);
        if (day.isAfter(clock.today()) || period.isBefore(first)) {
            throw PERIOD_NOT_DUE.because("it must lie between the grant and today");
        }
    }

    private static void mustBeDue(Award award, long amountFen) {
        if (award.amountFen() != amountFen) {
            throw AMOUNT_DIFFERS.because("it is not what is due for a period").with("dueFen", award.amountFen());
        }
    }

    /** An entitlement of a locked subject, and the purse it is paid from if that may end. */
    private record Open(Entitlement entitlement, Optional<Funds> funds) {}

    private Uni<Open> locked(SqlTx tx, Policy policy, SubjectId subject) {
        return facts.locked(tx, policy.subject(), List.of(subject))
                .chain(() -> funds(tx, policy, subject))
                .chain(funds -> entitlements.of(tx, List.of(subject)).map(all -> new Open(only(all, policy), funds)));
    }

    private Uni<Optional<Funds>> funds(SqlTx tx, Policy policy, SubjectId subject) {
        return Purses.of(policy, clock.today())
                .map(purse -> purses.open(tx, purse, List.of(subject)).map(Optional::of))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    private static Entitlement only(List<Entitlement> all, Policy policy) {
        return all.stream()
                .filter(each -> each.policy().equals(policy.id()))
                .findFirst()
                .orElseThrow(MoveEntitlement::notFound);
    }

    static Problem notFound() {
        return ENTITLEMENT_NOT_FOUND.because("the subject has nothing of this policy");
    }
}
