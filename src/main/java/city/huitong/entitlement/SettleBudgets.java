package city.huitong.entitlement;

import city.huitong.catalog.SubjectId;
import city.huitong.entitlement.RecordMoves.Change;
import city.huitong.entitlement.Standing.Granted;
import city.huitong.entitlement.Standing.KeptOut;
import city.huitong.entitlement.Standing.Suspended;
import city.huitong.matching.RunRepository;
import city.huitong.platform.data.Notifications;
import city.huitong.platform.data.SqlTx;
import city.huitong.platform.data.UnitOfWork;
import city.huitong.platform.runtime.CityClock;
import city.huitong.policy.Budget;
import city.huitong.policy.CurrentPolicies;
import city.huitong.policy.Policy;
import city.huitong.policy.PublishedPolicy;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Gives the money of budgets to those who wait for it. Under a cap it goes by the declared priority, and ends with the first one for whom
 * it does not do: nobody is passed over for somebody cheaper. A shared budget is divided anew among all who have not been paid yet.
 *
 * <p>While everybody is being matched nothing is given: whoever comes first by priority may not have been matched yet.
 */
@ApplicationScoped
class SettleBudgets {

    static final String CHANNEL = "huitong_budgets";

    private static final int STEP = 500;
    private static final int MOST_SHARERS = 1_000_000;

    private final UnitOfWork unitOfWork;
    private final CurrentPolicies policies;
    private final EntitlementRepository entitlements;
    private final BudgetRepository budgets;
    private final LedgerRepository ledgers;
    private final Purses purses;
    private final RecordMoves recordMoves;
    private final RunRepository runs;
    private final Notifications notifications;
    private final CityClock clock;

    SettleBudgets(
            UnitOfWork unitOfWork,
            CurrentPolicies policies,
            EntitlementRepository entitlements,
            BudgetRepository budgets,
            LedgerRepository ledgers,
            Purses purses,
            RecordMoves recordMoves,
            RunRepository runs,
            Notifications notifications,
            CityClock clock) {
        this.unitOfWork = unitOfWork;
        this.policies = policies;
        this.entitlements = entitlements;
        this.budgets = budgets;
        this.ledgers = ledgers;
        this.purses = purses;
        this.recordMoves = recordMoves;
        this.runs = runs;
        this.notifications = notifications;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        notifications.follow(CHANNEL, this::settleAll);
    }

    /** For what was announced while nobody listened or a run was open. */
    @Scheduled(every = "5s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> lookAgain() {
        return settleAll();
    }

    Uni<Void> settleAll() {
        return policies.ready()
                .chain(() -> Multi.createFrom()
                        .iterable(policies.all())
                        .map(PublishedPolicy::policy)
                        .filter(policy -> Purses.of(policy, clock.today()).isPresent())
                        .onItem()
                        .transformToUniAndConcatenate(this::settle)
                        .onItem()
                        .ignoreAsUni());
    }

    private Uni<Void> settle(Policy policy) {
        return runs.isOpen(policy.id()).chain(open -> open ? Uni.createFrom().voidItem() : settleNow(policy));
    }

    /** Gives out what there is, whether or not a run is open. */
    Uni<Void> settleNow(Policy policy) {
        var purse = Purses.of(policy, clock.today()).orElseThrow();
        return Multi.createBy()
                .repeating()
                .uni(() -> unitOfWork.onRows(tx -> step(tx, policy, purse)))
                .whilst(goesOn -> goesOn)
                .onItem()
                .ignoreAsUni();
    }

    /** Whether there may be more to give. */
    private Uni<Boolean> step(SqlTx tx, Policy policy, Purse purse) {
        return purse.budget().mode() == Budget.Mode.PROPORTIONAL
                ? share(tx, purse).replaceWith(false)
                : purses.open(tx, purse, List.of())
                        .chain(_ -> budgets.waiting(tx, purse, STEP))
                        .chain(waiting -> give(tx, policy, purse, waiting));
    }

    private Uni<Boolean> give(SqlTx tx, Policy policy, Purse purse, List<Entitlement> waiting) {
        if (waiting.isEmpty()) {
            return Uni.createFrom().item(false);
        }
        var subjects = waiting.stream().map(Entitlement::subject).toList();
        return purses.open(tx, purse, subjects).chain(funds -> give(tx, policy, funds, waiting));
    }

    private Uni<Boolean> give(SqlTx tx, Policy policy, Funds funds, List<Entitlement> waiting) {
        var first = affordable(funds, waiting);
        var entries = first.stream().flatMap(each -> entries(policy, each)).toList();
        return ledgers.enter(tx, entries).chain(entered -> grant(tx, funds, waiting, first.size(), entered));
    }

    /** Those at the head of the queue for whom there is money. */
    private static List<Entitlement> affordable(Funds funds, List<Entitlement> waiting) {
        var trial = new Funds(funds.purse(), funds.committed(), funds.known());
        return waiting.stream()
                .takeWhile(each -> trial.commit(each.subject(), otherwise(each), each.asOf()))
                .toList();
    }

    private Uni<Boolean> grant(
            SqlTx tx, Funds funds, List<Entitlement> waiting, int first, LedgerRepository.Entered entered) {
        Map<Holding, String> refused = entered.refused().stream()
                .collect(Collectors.toMap(
                        LedgerEntry::holding, each -> each.ledger().name(), (one, _) -> one));
        var changes = new ArrayList<Change>();
        for (Entitlement each : waiting.subList(0, first)) {
            var ledger = Optional.ofNullable(refused.get(Holding.of(each)));
            changes.add(ledger.map(name -> keptOut(each, name)).orElseGet(() -> granted(funds, each)));
        }
        return recordMoves
                .record(tx, changes, Actor.HUB)
                .chain(() -> ledgers.release(tx, refused.keySet()))
                .chain(() -> budgets.save(tx, funds.purse(), funds.changed(), funds.growth()))
                .replaceWith(first > 0);
    }

    private Change granted(Funds funds, Entitlement each) {
        var award = otherwise(each);
        funds.commit(each.subject(), award, each.asOf());
        return new Change(Optional.of(each), standing(each, award));
    }

    private Entitlement standing(Entitlement each, Award award) {
        var granted = each.grounds().held() ? new Suspended(award) : new Granted(award);
        return each.moved(granted, each.grounds().grantedOn(each.asOf()), clock.now());
    }

    private Change keptOut(Entitlement each, String ledger) {
        var standing = new KeptOut(otherwise(each), new Cause.ByLedger(ledger));
        return new Change(Optional.of(each), each.moved(standing, each.grounds(), clock.now()));
    }

    private static Stream<LedgerEntry> entries(Policy policy, Entitlement each) {
        var keys = each.grounds().ledgers();
        return policy.terms().once().stream()
                .filter(ledger -> keys.containsKey(ledger.name()))
                .map(ledger -> new LedgerEntry(Holding.of(each), ledger, keys.get(ledger.name()), each.asOf()));
    }

    private static Award otherwise(Entitlement waiting) {
        return waiting.standing().award().orElseThrow();
    }

    /** One who shares: what would be due, and what that costs. */
    private record Sharer(Entitlement entitlement, long dueFen, long cost) {}

    private Uni<Void> share(SqlTx tx, Purse purse) {
        return budgets.lock(tx, purse)
                .chain(committed -> budgets.unpaid(tx, purse)
                        .chain(unpaid -> budgets.waiting(tx, purse, MOST_SHARERS)
                                .chain(waiting -> share(tx, purse, committed, unpaid, waiting))));
    }

    private Uni<Void> share(SqlTx tx, Purse purse, long committed, List<Commitment> unpaid, List<Entitlement> waiting) {
        var known = unpaid.stream().collect(Collectors.toMap(Commitment::subject, each -> each));
        var funds = new Funds(purse, committed, known);
        var left = funds.free() + unpaid.stream().mapToLong(Commitment::fen).sum();
        return having(tx, purse, known).chain(having -> {
            var sharers = Stream.concat(having.stream(), waiting.stream())
                    .map(each -> sharer(purse, each, known))
                    .toList();
            return share(tx, funds, sharers, left);
        });
    }

    private Uni<List<Entitlement>> having(SqlTx tx, Purse purse, Map<SubjectId, Commitment> known) {
        return entitlements
                .of(tx, known.keySet())
                .map(all -> all.stream()
                        .filter(each -> each.policy().equals(purse.policy()))
                        .filter(each -> each.standing() instanceof Granted || each.standing() instanceof Suspended)
                        .toList());
    }

    private static Sharer sharer(Purse purse, Entitlement each, Map<SubjectId, Commitment> known) {
        var due = Optional.ofNullable(known.get(each.subject()))
                .map(Commitment::dueFen)
                .orElseGet(() -> otherwise(each).amountFen());
        var from = each.grounds().grantedOn().orElse(each.asOf());
        return new Sharer(each, due, purse.cost(due, otherwise(each).period(), from));
    }

    private Uni<Void> share(SqlTx tx, Funds funds, List<Sharer> sharers, long left) {
        var wanted = sharers.stream().mapToLong(Sharer::cost).sum();
        if (left <= 0 || wanted <= 0) {
            return Uni.createFrom().voidItem();
        }
        var changes = sharers.stream()
                .map(each -> shared(funds, each, Math.min(left, wanted), wanted))
                .flatMap(Optional::stream)
                .toList();
        return recordMoves
                .record(tx, changes, Actor.HUB)
                .chain(() -> budgets.save(tx, funds.purse(), funds.changed(), funds.growth()));
    }

    /** Rounded down to a fen, so that all together never come to more than there is. */
    private Optional<Change> shared(Funds funds, Sharer sharer, long left, long wanted) {
        var each = sharer.entitlement();
        var fen = BigInteger.valueOf(sharer.dueFen())
                .multiply(BigInteger.valueOf(left))
                .divide(BigInteger.valueOf(wanted))
                .longValueExact();
        if (GrantEntitlements.isGranted(each.standing()) && otherwise(each).amountFen() == fen) {
            return Optional.empty();
        }
        var cost = sharer.dueFen() == 0 ? 0 : Math.multiplyExact(fen, sharer.cost() / sharer.dueFen());
        funds.set(new Commitment(each.subject(), cost, sharer.dueFen(), true));
        return Optional.of(
                new Change(Optional.of(each), standing(each, otherwise(each).of(fen))));
    }
}
