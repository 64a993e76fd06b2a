package city.huitong.entitlement;

import city.huitong.catalog.SubjectId;
import city.huitong.entitlement.Standing.Granted;
import city.huitong.entitlement.Standing.Suspended;
import city.huitong.matching.SubjectDecision;
import city.huitong.platform.data.SqlTx;
import city.huitong.policy.Budget;
import city.huitong.policy.EligibilityDecision.NotEligible;
import city.huitong.policy.EligibilityDecision.NotInForce;
import city.huitong.policy.Policy;
import city.huitong.policy.PolicyId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Opens and closes the purses that a transaction needs. A budget without a limit needs none. */
@ApplicationScoped
class Purses {

    private final BudgetRepository budgets;

    Purses(BudgetRepository budgets) {
        this.budgets = budgets;
    }

    /** The purse of a policy whose money may end. */
    static Optional<Purse> of(Policy policy, LocalDate day) {
        return policy.terms()
                .budget()
                .filter(budget -> budget.mode() != Budget.Mode.NONE)
                .map(budget -> Purse.on(day, policy.id(), budget));
    }

    static Cause waiting(Map<PolicyId, Funds> funds, Planned planned) {
        var purse =
                Objects.requireNonNull(funds.get(planned.holding().policy())).purse();
        return new Cause.ByBudget(purse.stretch());
    }

    /** Locks the purses that decisions may touch, in one order everywhere. Most matchings touch none. */
    Uni<Map<PolicyId, Funds>> open(SqlTx tx, Planning planning) {
        Map<PolicyId, Purse> touched = new HashMap<>();
        Map<PolicyId, Funds> funds = new HashMap<>();
        planning.decisions().stream()
                .filter(each -> touches(each, planning))
                .forEach(each -> of(
                                planning.policy(each.decision().policy()),
                                each.decision().asOf())
                        .ifPresent(purse -> touched.put(purse.policy(), purse)));
        if (touched.isEmpty()) {
            return Uni.createFrom().item(funds);
        }
        var subjects = planning.decisions().stream()
                .map(SubjectDecision::subject)
                .distinct()
                .toList();
        return Multi.createFrom()
                .iterable(touched.values().stream()
                        .sorted(Comparator.comparing(
                                (Purse purse) -> purse.policy().value()))
                        .toList())
                .onItem()
                .transformToUniAndConcatenate(
                        purse -> open(tx, purse, subjects).invoke(open -> funds.put(purse.policy(), open)))
                .collect()
                .asList()
                .replaceWith(funds);
    }

    private static boolean touches(SubjectDecision each, Planning planning) {
        var eligibility = each.decision().eligibility();
        var isNo = eligibility instanceof NotEligible || eligibility instanceof NotInForce;
        return !isNo
                || planning.before(new Holding(each.decision().policy(), each.subject()))
                        .isPresent();
    }

    Uni<Funds> open(SqlTx tx, Purse purse, List<SubjectId> subjects) {
        return budgets.lock(tx, purse)
                .chain(committed -> budgets.of(tx, purse, subjects).map(known -> new Funds(purse, committed, known)));
    }

    /** A grant follows another amount only as far as the money goes; until then it stays as it was. */
    static Planned affordable(Planned planned, Optional<Funds> funds) {
        var commitment = funds.flatMap(purse -> purse.active(planned.holding().subject()));
        var award = planned.now().award();
        if (commitment.isEmpty() || !planned.isGrant() || award.isEmpty()) {
            return planned;
        }
        return affordable(planned, funds.get(), commitment.get(), award.get());
    }

    private static Planned affordable(Planned planned, Funds funds, Commitment commitment, Award award) {
        var isShared = funds.purse().budget().mode() == Budget.Mode.PROPORTIONAL;
        if (isShared) {
            return shared(planned, funds, commitment, award);
        }
        var same = award.amountFen() == commitment.dueFen();
        return same || funds.adjust(commitment, award, planned.asOf())
                ? planned
                : planned.standing(with(planned.now(), award.of(commitment.dueFen())));
    }

    /** What each gets of a shared budget is said when it is shared out. */
    private static Planned shared(Planned planned, Funds funds, Commitment commitment, Award award) {
        if (award.amountFen() != commitment.dueFen()) {
            funds.due(commitment, award.amountFen());
        }
        return planned.before()
                .map(Entitlement::standing)
                .flatMap(Standing::award)
                .map(before -> planned.standing(with(planned.now(), award.of(before.amountFen()))))
                .orElse(planned);
    }

    private static Standing with(Standing standing, Award award) {
        return standing instanceof Suspended ? new Suspended(award) : new Granted(award);
    }

    /** Writes what was promised, frees what ended, and wakes up whoever pays those who wait. */
    Uni<Void> close(SqlTx tx, Map<PolicyId, Funds> funds, List<Planned> ended) {
        if (funds.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Multi.createFrom()
                .iterable(funds.values())
                .onItem()
                .transformToUniAndConcatenate(purse -> close(tx, purse, ended))
                .onItem()
                .ignoreAsUni()
                .chain(() -> budgets.announce(tx));
    }

    Uni<Void> close(SqlTx tx, Funds funds, List<Planned> ended) {
        var purse = funds.purse();
        var gone = ended.stream()
                .map(Planned::holding)
                .filter(holding -> holding.policy().equals(purse.policy()))
                .map(Holding::subject)
                .toList();
        return budgets.save(tx, purse, funds.changed(), funds.growth()).chain(() -> budgets.release(tx, purse, gone));
    }
}
