package city.huitong.policy;

import city.huitong.platform.problem.Violation;
import city.huitong.policy.EligibilityDecision.Eligible;
import city.huitong.policy.EligibilityDecision.Excluded;
import city.huitong.policy.Exclusion.Choice;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which policies a subject cannot have beside each other: whether what they say fits together, and which one of them it gets.
 *
 * <p>A policy of the group that is undetermined for the subject stands in nobody's way: the subject gets what is certain, and
 * something else once more is known.
 */
public final class Exclusions {

    private final Map<PolicyId, Policy> policies;

    private Exclusions(Collection<Policy> policies) {
        this.policies = new TreeMap<>(Comparator.comparing(PolicyId::value));
        policies.forEach(policy -> this.policies.put(policy.id(), policy));
    }

    /** The exclusions among these policies. */
    public static Exclusions among(Collection<Policy> policies) {
        return new Exclusions(policies);
    }

    /** The policies of the group of each of these, and these themselves: whoever is matched with one is matched with all. */
    public List<Policy> withRivals(Collection<Policy> some) {
        Map<PolicyId, Policy> all = new LinkedHashMap<>();
        some.forEach(policy -> all.put(policy.id(), policy));
        some.stream().flatMap(policy -> group(policy).stream()).forEach(rival -> all.putIfAbsent(rival.id(), rival));
        return List.copyOf(all.values());
    }

    /**
     * What keeps a policy from being published beside these: a group whose policies choose differently, or concern different kinds
     * of subjects; a policy to go before it that is in another group; a circle of those that go before each other. A policy that
     * is not published yet may be named.
     */
    public List<Violation> check(Policy candidate) {
        var exclusion = candidate.terms().exclusive();
        if (exclusion.isEmpty()) {
            return List.of();
        }
        Map<PolicyId, Policy> all = new HashMap<>(policies);
        all.put(candidate.id(), candidate);
        List<Violation> found = new ArrayList<>();
        checkGroup(candidate, exclusion.get(), found);
        for (PolicyId before : exclusion.get().after()) {
            checkBefore(exclusion.get(), before, all, found);
        }
        circle(candidate.id(), all)
                .ifPresent(circle -> found.add(new Violation(
                        "/exclusive/after",
                        "exclusion-cycle",
                        "these policies go before each other in a circle: " + String.join(" after ", circle))));
        return found;
    }

    private void checkGroup(Policy candidate, Exclusion own, List<Violation> found) {
        for (Policy rival : group(candidate)) {
            var theirs = rival.terms().exclusive().orElseThrow();
            if (theirs.choose() != own.choose()) {
                found.add(new Violation(
                        "/exclusive/choose",
                        "exclusion-mixed",
                        "must be %s, as in %s of the same group"
                                .formatted(theirs.choose().word(), rival.id())));
            }
            if (rival.subject() != candidate.subject()) {
                found.add(new Violation(
                        "/exclusive/group",
                        "exclusion-mixed",
                        "must hold policies about one kind of subject; %s is about a %s"
                                .formatted(rival.id(), rival.subject().word())));
            }
        }
    }

    private static void checkBefore(Exclusion own, PolicyId before, Map<PolicyId, Policy> all, List<Violation> found) {
        var known = Optional.ofNullable(all.get(before));
        var sameGroup = known.flatMap(policy -> policy.terms().exclusive())
                .filter(theirs -> theirs.group().equals(own.group()))
                .isPresent();
        if (known.isPresent() && !sameGroup) {
            found.add(new Violation(
                    "/exclusive/after",
                    "exclusion-mixed",
                    "must name policies of the group %s; %s is not in it".formatted(own.group(), before)));
        }
    }

    /** A way from a policy back to itself over those that go before; empty if there is none. */
    private static Optional<List<String>> circle(PolicyId start, Map<PolicyId, Policy> all) {
        Deque<List<PolicyId>> open = new ArrayDeque<>(List.of(List.of(start)));
        Set<PolicyId> seen = new HashSet<>();
        while (!open.isEmpty()) {
            var way = open.removeFirst();
            for (PolicyId next : after(way.getLast(), all)) {
                var longer = new ArrayList<>(way);
                longer.add(next);
                if (next.equals(start)) {
                    return Optional.of(longer.stream().map(PolicyId::value).toList());
                }
                if (seen.add(next)) {
                    open.addLast(longer);
                }
            }
        }
        return Optional.empty();
    }

    private static List<PolicyId> after(PolicyId id, Map<PolicyId, Policy> all) {
        return Optional.ofNullable(all.get(id))
                .flatMap(policy -> policy.terms().exclusive())
                .map(Exclusion::after)
                .orElse(List.of());
    }

    private List<Policy> group(Policy policy) {
        return policy.terms().exclusive().stream()
                .flatMap(own -> policies.values().stream()
                        .filter(other -> !other.id().equals(policy.id()))
                        .filter(other -> other.terms()
                                .exclusive()
                                .filter(theirs -> theirs.group().equals(own.group()))
                                .isPresent()))
                .toList();
    }

    /**
     * One subject's decisions with those excluded that it cannot have beside a better one. All of a group must be among them, or
     * it is settled among those that are.
     */
    public List<Decision> settle(List<Decision> decisions) {
        Map<String, List<Decision>> rivals = new LinkedHashMap<>();
        for (Decision decision : decisions) {
            if (decision.eligibility() instanceof Eligible) {
                exclusion(decision)
                        .ifPresent(own -> rivals.computeIfAbsent(own.group(), _ -> new ArrayList<>())
                                .add(decision));
            }
        }
        rivals.values().removeIf(group -> group.size() < 2);
        return rivals.isEmpty()
                ? decisions
                : decisions.stream().map(decision -> settled(decision, rivals)).toList();
    }

    private Decision settled(Decision decision, Map<String, List<Decision>> rivals) {
        var group = exclusion(decision).map(own -> rivals.get(own.group()));
        if (group.isEmpty() || !(decision.eligibility() instanceof Eligible eligible)) {
            return decision;
        }
        var chosen = chosen(group.get()).policy();
        return chosen.equals(decision.policy())
                ? decision
                : new Decision(
                        decision.policy(),
                        decision.asOf(),
                        decision.version(),
                        new Excluded(chosen, eligible),
                        decision.criteria());
    }

    private Decision chosen(List<Decision> group) {
        var byId = Comparator.comparing((Decision decision) -> decision.policy().value());
        if (exclusion(group.getFirst()).orElseThrow().choose() == Choice.BEST) {
            return group.stream()
                    .min(Comparator.comparingLong(Exclusions::yearlyFen)
                            .reversed()
                            .thenComparing(byId))
                    .orElseThrow();
        }
        Set<PolicyId> there = new HashSet<>();
        group.forEach(decision -> there.add(decision.policy()));
        return group.stream()
                .filter(decision -> there.stream().noneMatch(other -> goesBefore(other, decision.policy())))
                .min(byId)
                .or(() -> group.stream().min(byId))
                .orElseThrow();
    }

    /** Directly, or over others of the group. */
    private boolean goesBefore(PolicyId other, PolicyId policy) {
        Deque<PolicyId> open = new ArrayDeque<>(after(policy, policies));
        Set<PolicyId> seen = new HashSet<>(open);
        while (!open.isEmpty()) {
            var next = open.removeFirst();
            if (next.equals(other)) {
                return true;
            }
            after(next, policies).stream().filter(seen::add).forEach(open::addLast);
        }
        return false;
    }

    private static long yearlyFen(Decision decision) {
        return ((Eligible) decision.eligibility()).yearlyFen();
    }

    private Optional<Exclusion> exclusion(Decision decision) {
        return Optional.ofNullable(policies.get(decision.policy()))
                .flatMap(policy -> policy.terms().exclusive());
    }
}
