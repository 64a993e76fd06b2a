package city.huitong.entitlement;

import city.huitong.catalog.SubjectId;
import city.huitong.entitlement.Standing.KeptOut;
import city.huitong.entitlement.Standing.Withdrawn;
import city.huitong.matching.Difference;
import city.huitong.matching.Difference.Finding;
import city.huitong.matching.Difference.Stand;
import city.huitong.matching.SubjectDecision;
import city.huitong.policy.Policy;
import city.huitong.policy.PolicyId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Holds entitlements against decisions without moving any. What a ledger or a budget keeps out stays out, and what money is shared among
 * many has amounts that no decision of one of them knows.
 */
final class CompareEntitlements {

    private CompareEntitlements() {}

    static List<Difference> differences(
            List<SubjectDecision> decisions, List<Entitlement> before, Map<PolicyId, Policy> involved) {
        var planning = new Planning(decisions, before, involved);
        before.forEach(each -> bar(planning, each));
        return planning.plan().stream()
                .flatMap(planned -> difference(planned, planning).stream())
                .toList();
    }

    /**
     * For whom something may move when these decisions about a policy alone, and refusals of all others, are applied. Where others stand in
     * the way, by a group or by a ledger, only a matching knows: whoever is concerned may move.
     */
    static Set<SubjectId> moved(List<SubjectDecision> decisions, List<Entitlement> before, Policy policy) {
        var subjects = decisions.stream().map(SubjectDecision::subject).collect(Collectors.toSet());
        var ended = before.stream()
                .filter(each -> !subjects.contains(each.subject()))
                .filter(each -> !(each.standing() instanceof Withdrawn))
                .map(Entitlement::subject);
        var moved = policy.terms().exclusive().isPresent()
                ? subjects.stream()
                : moved(new Planning(decisions, before, Map.of(policy.id(), policy)));
        return Stream.concat(ended, moved).collect(Collectors.toSet());
    }

    private static Stream<SubjectId> moved(Planning planning) {
        return planning.plan().stream()
                .filter(planned -> !planned.before()
                        .map(Entitlement::standing)
                        .filter(planned.now()::equals)
                        .isPresent())
                .map(planned -> planned.holding().subject());
    }

    private static void bar(Planning planning, Entitlement entitlement) {
        if (entitlement.standing() instanceof KeptOut(var _, var cause) && !(cause instanceof Cause.ByPolicy)) {
            planning.bar(Holding.of(entitlement), cause);
        }
    }

    private static Optional<Difference> difference(Planned planned, Planning planning) {
        var policy = planning.policy(planned.holding().policy());
        var isShared = Purses.of(policy, planned.asOf()).isPresent();
        return finding(planned.before().map(Entitlement::standing), planned.now(), isShared)
                .map(finding -> new Difference(
                        policy.id(),
                        planned.holding().subject(),
                        finding,
                        stand(planned.now()),
                        planned.before().map(Entitlement::standing).map(CompareEntitlements::stand)));
    }

    private static Optional<Finding> finding(Optional<Standing> before, Standing now, boolean isShared) {
        if (before.filter(now::equals).isPresent()) {
            return Optional.empty();
        }
        if (before.filter(was -> !(was instanceof Withdrawn)).isEmpty()) {
            return Optional.of(Finding.MISSING);
        }
        if (now instanceof Withdrawn) {
            return Optional.of(Finding.SUPERFLUOUS);
        }
        return before.get().word().equals(now.word())
                ? within(before.get(), now, isShared)
                : Optional.of(Finding.STATE);
    }

    /** In one state, and yet not the same. */
    private static Optional<Finding> within(Standing was, Standing now, boolean isShared) {
        if (was.award().isEmpty() || now.award().isEmpty()) {
            return Optional.of(Finding.STATE);
        }
        if (was instanceof KeptOut(var _, var before)
                && now instanceof KeptOut(var _, var after)
                && !before.equals(after)) {
            return Optional.of(Finding.STATE);
        }
        if (!was.award().get().version().equals(now.award().get().version())) {
            return Optional.of(Finding.VERSION);
        }
        return isShared ? Optional.empty() : Optional.of(Finding.AMOUNT);
    }

    private static Stand stand(Standing standing) {
        return new Stand(
                standing.word(),
                standing.award().map(Award::version),
                standing.award().map(Award::amountFen));
    }
}
