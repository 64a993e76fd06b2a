package city.huitong.entitlement;

import city.huitong.entitlement.OpenEntitlement.Open;
import city.huitong.entitlement.RecordMoves.Change;
import city.huitong.entitlement.Standing.Granted;
import city.huitong.entitlement.Standing.KeptOut;
import city.huitong.platform.data.SqlTx;
import city.huitong.platform.runtime.CityClock;
import city.huitong.platform.security.Caller;
import city.huitong.platform.security.Roles;
import city.huitong.policy.CurrentPolicies;
import city.huitong.policy.Policy;
import city.huitong.subject.DisclosureGrant;
import city.huitong.subject.Disclosures;
import city.huitong.subject.SubjectProfiles;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What the subject says to what it was offered. */
@ApplicationScoped
public class AnswerOffer {

    private final OpenEntitlement open;
    private final Disclosures disclosures;
    private final SubjectProfiles profiles;
    private final LedgerRepository ledgers;
    private final BudgetRepository budgets;
    private final RecordMoves recordMoves;
    private final CurrentPolicies policies;
    private final Caller caller;
    private final CityClock clock;

    AnswerOffer(
            OpenEntitlement open,
            Disclosures disclosures,
            SubjectProfiles profiles,
            LedgerRepository ledgers,
            BudgetRepository budgets,
            RecordMoves recordMoves,
            CurrentPolicies policies,
            Caller caller,
            CityClock clock) {
        this.open = open;
        this.disclosures = disclosures;
        this.profiles = profiles;
        this.ledgers = ledgers;
        this.budgets = budgets;
        this.recordMoves = recordMoves;
        this.policies = policies;
        this.caller = caller;
        this.clock = clock;
    }

    /**
     * The caller wants what it was offered. Once confirmed it is granted, unless a ledger is used up or money has to be waited for. Fails
     * with {@code entitlement-not-found} and {@code entitlement-state-conflict}.
     */
    public Uni<Entitlement> confirm(String policy) {
        return answer(policy, Standing::confirm);
    }

    /** The caller does not want what it was offered. Fails like {@link #confirm}. */
    public Uni<Entitlement> decline(String policy) {
        return answer(policy, Standing::decline);
    }

    private Uni<Entitlement> answer(String id, UnaryOperator<Standing> move) {
        var policy = policies.require(id).policy();
        var actor = Actor.self(caller.has(Roles.CITIZEN) ? Roles.CITIZEN : Roles.ENTERPRISE);
        return disclosures.toSubject(
                Set.of(Disclosures.ENTITLEMENTS),
                (tx, grant) -> profiles.record(tx, grant).chain(() -> answer(tx, policy, grant, move, actor)));
    }

    private Uni<Entitlement> answer(
            SqlTx tx, Policy policy, DisclosureGrant grant, UnaryOperator<Standing> move, Actor actor) {
        return open.locked(tx, policy, grant.subject()).chain(found -> {
            var before = found.entitlement();
            var now = before.moved(move.apply(before.standing()), before.grounds(), clock.now());
            return granted(tx, policy, found, now)
                    .call(then -> recordMoves.record(tx, List.of(new Change(Optional.of(before), then)), actor));
        });
    }

    /** A grant needs money and a free place in each ledger. */
    private Uni<Entitlement> granted(SqlTx tx, Policy policy, Open found, Entitlement now) {
        if (!(now.standing() instanceof Granted(var award))
                || found.entitlement().standing() instanceof Granted) {
            return Uni.createFrom().item(now);
        }
        if (found.funds().isPresent()) {
            var cause = new Cause.ByBudget(found.funds().get().purse().stretch());
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
}
