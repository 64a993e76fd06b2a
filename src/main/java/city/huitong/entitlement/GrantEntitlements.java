package city.huitong.entitlement;

import city.huitong.catalog.SubjectId;
import city.huitong.entitlement.RecordMoves.Change;
import city.huitong.entitlement.Standing.Granted;
import city.huitong.entitlement.Standing.Undecided;
import city.huitong.matching.DecisionSink;
import city.huitong.matching.Difference;
import city.huitong.matching.SubjectDecision;
import city.huitong.platform.data.SqlTx;
import city.huitong.platform.runtime.CityClock;
import city.huitong.policy.CurrentPolicies;
import city.huitong.policy.Policy;
import city.huitong.policy.PolicyId;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Brings entitlements in line with decisions. What moved is stored and announced in the transaction of the matching; what did
 * not is left alone, so matching again changes nothing.
 *
 * <p>In this order, everywhere: subjects are locked, then purses, then entitlements are read, then the keys of ledgers are locked. So no
 * two transactions wait for each other.
 */
@ApplicationScoped
class GrantEntitlements implements DecisionSink {

    private final EntitlementRepository entitlements;
    private final LedgerRepository ledgers;
    private final Purses purses;
    private final RecordMoves recordMoves;
    private final CurrentPolicies policies;
    private final CityClock clock;

    GrantEntitlements(
            EntitlementRepository entitlements,
            LedgerRepository ledgers,
            Purses purses,
            RecordMoves recordMoves,
            CurrentPolicies policies,
            CityClock clock) {
        this.entitlements = entitlements;
        this.ledgers = ledgers;
        this.purses = purses;
        this.recordMoves = recordMoves;
        this.policies = policies;
        this.clock = clock;
    }

    @Override
    public Uni<Map<SubjectId, Set<PolicyId>>> standing(SqlTx tx, Collection<SubjectId> subjects) {
        return entitlements
                .of(tx, subjects)
                .map(found -> found.stream()
                        .collect(Collectors.groupingBy(
                                Entitlement::subject, Collectors.mapping(Entitlement::policy, Collectors.toSet()))));
    }

    @Override
    public Uni<Void> apply(SqlTx tx, List<SubjectDecision> decisions) {
        var subjects =
                decisions.stream().map(SubjectDecision::subject).distinct().toList();
        if (subjects.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var involved = involved(decisions);
        return entitlements
                .of(tx, subjects, involved.keySet())
                .map(before -> new Planning(decisions, before, involved))
                .chain(planning -> purses.open(tx, planning)
                        .chain(funds -> funds.isEmpty()
                                ? settle(tx, planning, funds)
                                : settleAnew(tx, decisions, subjects, involved, funds)));
    }

    @Override
    public Uni<List<Difference>> compare(SqlTx tx, List<SubjectDecision> decisions) {
        var subjects =
                decisions.stream().map(SubjectDecision::subject).distinct().toList();
        var involved = involved(decisions);
        return entitlements
                .of(tx, subjects, involved.keySet())
                .map(before -> CompareEntitlements.differences(decisions, before, involved));
    }

    @Override
    public Uni<Set<SubjectId>> moved(
            SqlTx tx, PolicyId policy, SubjectId after, SubjectId last, List<SubjectDecision> decisions) {
        return entitlements
                .between(tx, policy, after, last)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(before -> CompareEntitlements.moved(decisions, before, policies.require(policy)));
    }

    /** What was read before a purse was locked may have been changed by whoever held it. */
    private Uni<Void> settleAnew(
            SqlTx tx,
            List<SubjectDecision> decisions,
            List<SubjectId> subjects,
            Map<PolicyId, Policy> involved,
            Map<PolicyId, Funds> funds) {
        return entitlements
                .of(tx, subjects, involved.keySet())
                .chain(before -> settle(tx, new Planning(decisions, before, involved), funds));
    }

    private Map<PolicyId, Policy> involved(List<SubjectDecision> decisions) {
        Map<PolicyId, Policy> involved = new HashMap<>();
        for (SubjectDecision each : decisions) {
            involved.computeIfAbsent(each.decision().policy(), policies::require);
        }
        return involved;
    }

    private Uni<Void> settle(SqlTx tx, Planning planning, Map<PolicyId, Funds> funds) {
        var planned = afterMoney(planning, funds);
        var entries = planned.stream()
                .filter(Planned::isGrant)
                .flatMap(each -> entries(each, planning))
                .toList();
        return entries.isEmpty()
                ? store(tx, planned, funds)
                : ledgers.enter(tx, entries).chain(entered -> afterLedgers(tx, planning, funds, planned, entered));
    }

    /** Who lost a key makes room for the next of its group, which may need keys of its own. */
    private Uni<Void> afterLedgers(
            SqlTx tx,
            Planning planning,
            Map<PolicyId, Funds> funds,
            List<Planned> planned,
            LedgerRepository.Entered entered) {
        if (entered.refused().isEmpty()) {
            return store(tx, grantedAnew(planned, entered), funds);
        }
        entered.refused()
                .forEach(entry -> planning.bar(
                        entry.holding(), new Cause.ByLedger(entry.ledger().name())));
        var lost =
                entered.refused().stream().map(LedgerEntry::holding).distinct().toList();
        return ledgers.release(tx, lost).chain(() -> settle(tx, planning, funds));
    }

    /** An entry that is new is another grant: what is due once is due once more. */
    private static List<Planned> grantedAnew(List<Planned> planned, LedgerRepository.Entered entered) {
        var fresh = entered.fresh().stream().map(LedgerEntry::holding).toList();
        return fresh.isEmpty()
                ? planned
                : planned.stream()
                        .map(each -> fresh.contains(each.holding())
                                ? each.grounds(each.grounds().grantedOn(each.asOf()))
                                : each)
                        .toList();
    }

    private static Stream<LedgerEntry> entries(Planned planned, Planning planning) {
        return planning.policy(planned.holding().policy()).terms().once().stream()
                .filter(ledger -> planned.grounds().ledgers().containsKey(ledger.name()))
                .map(ledger -> new LedgerEntry(
                        planned.holding(), ledger, planned.grounds().ledgers().get(ledger.name()), planned.asOf()));
    }

    /** With those kept out for whom there is no money; they wait. */
    private static List<Planned> afterMoney(Planning planning, Map<PolicyId, Funds> funds) {
        var planned = planning.plan();
        if (funds.isEmpty()) {
            return planned;
        }
        planned.stream()
                .filter(each -> each.isGrant()
                        && mustWait(
                                each,
                                Optional.ofNullable(funds.get(each.holding().policy()))))
                .forEach(each -> planning.bar(each.holding(), Purses.waiting(funds, each)));
        return planning.plan();
    }

    /** Who had it already goes before those who wait; all others queue, so that the declared priority decides. */
    private static boolean mustWait(Planned planned, Optional<Funds> funds) {
        var subject = planned.holding().subject();
        var award = planned.now().award().orElseThrow();
        var grantedOn = planned.grounds().grantedOn().orElse(planned.asOf());
        return funds.filter(open -> open.active(subject).isEmpty())
                .filter(open -> open.purse().pays(award, grantedOn))
                .filter(open -> !planned.wasGrant() || !open.commit(subject, award, planned.asOf()))
                .isPresent();
    }

    private Uni<Void> store(SqlTx tx, List<Planned> planned, Map<PolicyId, Funds> funds) {
        var now = clock.now();
        var paid = funds.isEmpty()
                ? planned
                : planned.stream()
                        .map(each -> Purses.affordable(
                                each,
                                Optional.ofNullable(funds.get(each.holding().policy()))))
                        .toList();
        var changes = paid.stream().map(each -> change(each, now)).toList();
        var ended = paid.stream().filter(GrantEntitlements::hasEnded).toList();
        return recordMoves
                .record(tx, changes, Actor.HUB)
                .chain(() -> ledgers.release(tx, counted(ended)))
                .chain(() -> purses.close(tx, funds, ended));
    }

    private List<Holding> counted(List<Planned> ended) {
        return ended.stream()
                .map(Planned::holding)
                .filter(holding ->
                        !policies.require(holding.policy()).terms().once().isEmpty())
                .toList();
    }

    /** A grant that is open for missing facts keeps its place and its money for a while. */
    private static boolean hasEnded(Planned planned) {
        return planned.before().isPresent() && !planned.isGrant() && !(planned.now() instanceof Undecided);
    }

    private Change change(Planned planned, Instant at) {
        var policy = planned.holding().policy();
        var now = new Entitlement(
                policy,
                planned.holding().subject(),
                policies.require(policy).subject(),
                planned.now(),
                planned.asOf(),
                at,
                planned.grounds());
        return new Change(planned.before(), now);
    }

    static boolean isGranted(Standing standing) {
        return standing instanceof Granted;
    }
}
