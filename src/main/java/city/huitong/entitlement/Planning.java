package city.huitong.entitlement;

import city.huitong.catalog.SubjectId;
import city.huitong.entitlement.Standing.Declined;
import city.huitong.entitlement.Standing.Granted;
import city.huitong.entitlement.Standing.KeptOut;
import city.huitong.entitlement.Standing.Suspended;
import city.huitong.matching.SubjectDecision;
import city.huitong.policy.Decision;
import city.huitong.policy.EligibilityDecision.Eligible;
import city.huitong.policy.EligibilityDecision.Excluded;
import city.huitong.policy.Exclusions;
import city.huitong.policy.Policy;
import city.huitong.policy.PolicyId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where decisions lead, given what was and what is known to be in the way. What is in the way of the policy that a subject was to get out
 * of a group makes room for the next one of the group.
 */
final class Planning {

    private final List<SubjectDecision> decisions;
    private final Map<Holding, Entitlement> before;
    private final Map<PolicyId, Policy> policies;
    private final Map<Holding, Cause> bars = new HashMap<>();

    Planning(List<SubjectDecision> decisions, List<Entitlement> before, Map<PolicyId, Policy> policies) {
        this.decisions = decisions;
        this.before = before.stream().collect(Collectors.toMap(Holding::of, each -> each));
        this.policies = policies;
    }

    Policy policy(PolicyId id) {
        return Objects.requireNonNull(policies.get(id));
    }

    List<SubjectDecision> decisions() {
        return decisions;
    }

    Optional<Entitlement> before(Holding holding) {
        return Optional.ofNullable(before.get(holding));
    }

    void bar(Holding holding, Cause cause) {
        bars.put(holding, cause);
    }

    List<Planned> plan() {
        return settled().map(this::planned).flatMap(Optional::stream).toList();
    }

    private Optional<Planned> planned(SubjectDecision decision) {
        var policy = policy(decision.decision().policy());
        var holding = new Holding(policy.id(), decision.subject());
        var was = before(holding);
        return Standing.after(was.map(Entitlement::standing), decision.decision(), policy.automation())
                .map(now -> planned(holding, decision, was, now));
    }

    private Planned planned(Holding holding, SubjectDecision decision, Optional<Entitlement> was, Standing now) {
        var grounds = grounds(decision, was);
        var standing = now instanceof Granted(var award) && grounds.held() ? new Suspended(award) : now;
        var planned = new Planned(holding, decision, was, barred(holding, standing), grounds);
        var isNew = planned.now() instanceof Granted && grounds.grantedOn().isEmpty();
        return isNew ? planned.grounds(grounds.grantedOn(planned.asOf())) : planned;
    }

    private Standing barred(Holding holding, Standing standing) {
        var cause = bars.get(holding);
        var granted = standing instanceof Granted || standing instanceof Suspended;
        return cause != null && granted ? new KeptOut(standing.award().orElseThrow(), cause) : standing;
    }

    private static Grounds grounds(SubjectDecision decision, Optional<Entitlement> was) {
        var grounds = was.map(Entitlement::grounds).orElse(Grounds.NONE);
        return decision.decision().eligibility() instanceof Eligible eligible
                ? grounds.counted(LedgerKeys.of(eligible.ledgers(), decision.subject()), decision.rank())
                : grounds;
    }

    private Stream<SubjectDecision> settled() {
        var concerned = decisions.stream()
                .filter(each -> isInTheWay(each) && isOfAGroup(each))
                .map(SubjectDecision::subject)
                .collect(Collectors.toSet());
        if (concerned.isEmpty()) {
            return decisions.stream();
        }
        Map<SubjectId, List<SubjectDecision>> bySubject = new LinkedHashMap<>();
        decisions.forEach(each -> bySubject
                .computeIfAbsent(each.subject(), _ -> new java.util.ArrayList<>())
                .add(each));
        return bySubject.entrySet().stream()
                .flatMap(each ->
                        concerned.contains(each.getKey()) ? settledAnew(each.getValue()) : each.getValue().stream());
    }

    private Stream<SubjectDecision> settledAnew(List<SubjectDecision> ofOne) {
        var free = ofOne.stream().map(Planning::withoutExclusion).collect(Collectors.partitioningBy(this::isInTheWay));
        var rest = Objects.requireNonNull(free.get(false));
        var ranks =
                rest.stream().collect(Collectors.toMap(each -> each.decision().policy(), Function.identity()));
        var settled = Exclusions.among(policies.values())
                .settle(rest.stream().map(SubjectDecision::decision).toList());
        return Stream.concat(
                Objects.requireNonNull(free.get(true)).stream(),
                settled.stream()
                        .map(decision -> decided(Objects.requireNonNull(ranks.get(decision.policy())), decision)));
    }

    private static SubjectDecision decided(SubjectDecision before, Decision now) {
        return new SubjectDecision(before.subject(), now, before.rank());
    }

    private static SubjectDecision withoutExclusion(SubjectDecision each) {
        var decision = each.decision();
        return decision.eligibility() instanceof Excluded excluded
                ? decided(
                        each,
                        new Decision(
                                decision.policy(),
                                decision.asOf(),
                                decision.version(),
                                excluded.otherwise(),
                                decision.criteria()))
                : each;
    }

    private boolean isOfAGroup(SubjectDecision each) {
        return policy(each.decision().policy()).terms().exclusive().isPresent();
    }

    /** Whether it leaves the place to others of its group: the subject does not want it, or has used it up. */
    private boolean isInTheWay(SubjectDecision each) {
        var holding = new Holding(each.decision().policy(), each.subject());
        var declined = before(holding)
                .filter(was -> was.standing() instanceof Declined)
                .isPresent();
        return declined || bars.get(holding) instanceof Cause.ByLedger;
    }
}
