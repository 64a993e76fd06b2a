package city.huitong.matching;

import static city.huitong.matching.MatchingProblem.RECONCILIATION_ALREADY_ENDED;
import static city.huitong.matching.MatchingProblem.RECONCILIATION_KEY_REUSED;

import city.huitong.catalog.ShardRange;
import city.huitong.catalog.SubjectId;
import city.huitong.catalog.SubjectKind;
import city.huitong.matching.Difference.Finding;
import city.huitong.matching.ReconciliationRepository.Unsettled;
import city.huitong.platform.data.SqlTx;
import city.huitong.platform.data.UnitOfWork;
import city.huitong.platform.runtime.CityClock;
import city.huitong.policy.CurrentPolicies;
import city.huitong.policy.Policy;
import city.huitong.policy.PolicyId;
import city.huitong.subject.SubjectFacts;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Proves that what incremental matching left is what matching everybody would leave, and says where it is not. Each step holds the
 * subjects as a matching does, so no matching of them is half done; but a change of their facts may still be on its way to matching.
 * Whoever differs and has changed of late, or under a policy that is just being run, is compared again once that had time to arrive.
 */
@ApplicationScoped
public class ReconcileEntitlements {

    private static final int STEP = 1_000;
    private static final List<SubjectKind> KINDS = List.of(SubjectKind.values());

    /** After so many times the time that a change takes at most, who still changes is counted as such. */
    private static final int PATIENCE = 5;

    private final UnitOfWork unitOfWork;
    private final ReconciliationRepository reconciliations;
    private final CurrentPolicies policies;
    private final SubjectFacts facts;
    private final MatchSubjects matchSubjects;
    private final CityClock clock;
    private final Duration settling;

    ReconcileEntitlements(
            UnitOfWork unitOfWork,
            ReconciliationRepository reconciliations,
            CurrentPolicies policies,
            SubjectFacts facts,
            MatchSubjects matchSubjects,
            CityClock clock,
            @ConfigProperty(name = "huitong.matching.settling") Duration settling) {
        this.unitOfWork = unitOfWork;
        this.reconciliations = reconciliations;
        this.policies = policies;
        this.facts = facts;
        this.matchSubjects = matchSubjects;
        this.clock = clock;
        this.settling = settling;
    }

    /**
     * Starts one, of these policies or of all; asked again under the same id it gives the one there is. Fails with
     * {@code policy-not-found}, and with {@code reconciliation-key-reused} when that one is of other policies.
     */
    public Uni<Reconciliation> start(UUID id, List<PolicyId> some) {
        var chosen = some.isEmpty() ? all() : some;
        var kinds = chosen.stream().map(policies::require).map(Policy::subject).collect(Collectors.toSet());
        return Multi.createFrom()
                .iterable(kinds)
                .onItem()
                .transformToUniAndConcatenate(facts::count)
                .collect()
                .with(Collectors.summingLong(Long::longValue))
                .chain(total -> reconciliations.start(id, chosen, clock.today(), total))
                .invoke(started -> mustBeOf(started, some));
    }

    private List<PolicyId> all() {
        return policies.all().stream().map(each -> each.policy().id()).toList();
    }

    /** Of all policies may have been fewer ones then. */
    private static void mustBeOf(Reconciliation started, List<PolicyId> some) {
        if (!some.isEmpty() && !started.policies().equals(some)) {
            throw RECONCILIATION_KEY_REUSED.because(
                    "this key started one of other policies; another one needs a new key");
        }
    }

    /** Stops one; what it has found stays. Fails with {@code reconciliation-not-found} and {@code reconciliation-already-ended}. */
    public Uni<Reconciliation> cancel(UUID id) {
        return reconciliations
                .find(id)
                .invoke(ReconcileEntitlements::mustRun)
                .chain(found -> reconciliations.end(id, Reconciliation.State.CANCELLED));
    }

    private static void mustRun(Reconciliation reconciliation) {
        if (reconciliation.state() != Reconciliation.State.RUNNING) {
            throw RECONCILIATION_ALREADY_ENDED.because("it is " + reconciliation.state());
        }
    }

    /** Works on one that nobody works on, until it is done or has to wait. */
    Uni<Void> workOff() {
        return reconciliations
                .claim()
                .chain(found -> found.map(this::workOn).orElse(Uni.createFrom().voidItem()));
    }

    private Uni<Void> workOn(Reconciliation reconciliation) {
        return reconciliation.settlingSince().isPresent() ? settle(reconciliation) : walk(reconciliation);
    }

    private Uni<Void> walk(Reconciliation reconciliation) {
        return Multi.createBy()
                .repeating()
                .uni(() -> reconciliations.find(reconciliation.id()).chain(this::step))
                .whilst(goesOn -> goesOn)
                .onItem()
                .ignoreAsUni()
                .chain(() -> reconciliations.pause(reconciliation.id()));
    }

    /** From the row and not from memory: whoever took over meanwhile has written it. */
    private Uni<Boolean> step(Reconciliation at) {
        if (at.state() != Reconciliation.State.RUNNING || at.settlingSince().isPresent()) {
            return Uni.createFrom().item(false);
        }
        var kind = at.kind().orElseGet(KINDS::getFirst);
        var concerned = of(at, kind);
        return concerned.isEmpty()
                ? next(at, kind)
                : facts.nextSubjects(kind, ShardRange.ALL, at.position(), STEP)
                        .chain(subjects ->
                                subjects.isEmpty() ? next(at, kind) : compare(at, kind, concerned, subjects));
    }

    private List<Policy> of(Reconciliation at, SubjectKind kind) {
        return policies.about(kind).stream()
                .filter(policy -> at.policies().contains(policy.id()))
                .toList();
    }

    private Uni<Boolean> next(Reconciliation at, SubjectKind kind) {
        var following = KINDS.indexOf(kind) + 1;
        return following == KINDS.size()
                ? reconciliations.settling(at.id()).replaceWith(false)
                : unitOfWork.onRows(
                        tx -> reconciliations.advance(tx, at.id(), KINDS.get(following), Optional.empty(), 0));
    }

    private Uni<Boolean> compare(Reconciliation at, SubjectKind kind, List<Policy> some, List<SubjectId> subjects) {
        return unitOfWork.onRows(tx -> matchSubjects
                .compare(tx, kind, subjects, some, clock.today())
                .map(found -> found.stream()
                        .filter(each -> at.policies().contains(each.policy()))
                        .toList())
                .chain(found -> sort(tx, kind, found))
                .chain(sorted -> reconciliations
                        .unsettle(tx, at.id(), kind, sorted.open())
                        .chain(() -> reconciliations.keep(tx, at.id(), sorted.sure()))
                        .chain(() -> reconciliations.count(tx, at.id(), numbers(some, subjects.size(), sorted.sure()))))
                .chain(() ->
                        reconciliations.advance(tx, at.id(), kind, Optional.of(subjects.getLast()), subjects.size())));
    }

    private record Sorted(List<Difference> sure, List<Unsettled> open) {}

    private Uni<Sorted> sort(SqlTx tx, SubjectKind kind, List<Difference> found) {
        if (found.isEmpty()) {
            return Uni.createFrom().item(new Sorted(List.of(), List.of()));
        }
        var subjects = found.stream().map(Difference::subject).collect(Collectors.toSet());
        return facts.changedSince(tx, kind, subjects, clock.now().minus(settling))
                .chain(recent -> reconciliations.running(tx).map(running -> sort(found, recent, running)));
    }

    private static Sorted sort(List<Difference> found, Set<SubjectId> recent, Set<PolicyId> running) {
        var open = found.stream()
                .filter(each -> recent.contains(each.subject()) || running.contains(each.policy()))
                .toList();
        return new Sorted(
                found.stream().filter(each -> !open.contains(each)).toList(),
                open.stream()
                        .map(each -> new Unsettled(each.subject(), each.policy()))
                        .toList());
    }

    private static Map<PolicyId, Map<Finding, Long>> numbers(List<Policy> some, int compared, List<Difference> sure) {
        var numbers = findings(sure);
        some.forEach(policy -> numbers.computeIfAbsent(policy.id(), _ -> new EnumMap<>(Finding.class))
                .put(Finding.COMPARED, (long) compared));
        return numbers;
    }

    private static Map<PolicyId, Map<Finding, Long>> findings(List<Difference> sure) {
        Map<PolicyId, Map<Finding, Long>> numbers = new HashMap<>();
        sure.forEach(each -> numbers.computeIfAbsent(each.policy(), _ -> new EnumMap<>(Finding.class))
                .merge(each.finding(), 1L, Long::sum));
        return numbers;
    }

    /** One look at everybody who is to be compared again; what stays open waits for the next one. */
    private Uni<Void> settle(Reconciliation at) {
        return Multi.createFrom()
                .items(SubjectKind.values())
                .onItem()
                .transformToUniAndConcatenate(kind -> settle(at, kind))
                .onItem()
                .ignoreAsUni()
                .chain(() -> reconciliations.isUnsettled(at.id()))
                .chain(open -> open
                        ? reconciliations.pause(at.id())
                        : reconciliations
                                .end(at.id(), Reconciliation.State.COMPLETED)
                                .replaceWithVoid());
    }

    private Uni<Void> settle(Reconciliation at, SubjectKind kind) {
        return Multi.createBy()
                .repeating()
                .uni(Last::new, last -> settle(at, kind, last))
                .whilst(last -> last.subject.isPresent())
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Last> settle(Reconciliation at, SubjectKind kind, Last last) {
        return unitOfWork.onRows(tx -> reconciliations
                .unsettled(tx, at.id(), kind, last.subject, STEP)
                .call(some -> some.isEmpty() ? Uni.createFrom().voidItem() : settle(tx, at, kind, some))
                .map(some -> last.at(some)));
    }

    private Uni<Void> settle(SqlTx tx, Reconciliation at, SubjectKind kind, List<Unsettled> some) {
        var subjects = some.stream().map(Unsettled::subject).distinct().toList();
        return matchSubjects
                .compare(tx, kind, subjects, of(at, kind), clock.today())
                .map(found -> found.stream()
                        .filter(each -> some.contains(new Unsettled(each.subject(), each.policy())))
                        .toList())
                .chain(found -> sort(tx, kind, found))
                .chain(sorted -> settle(tx, at, kind, some, sorted));
    }

    private Uni<Void> settle(SqlTx tx, Reconciliation at, SubjectKind kind, List<Unsettled> some, Sorted sorted) {
        var givenUp = isLate(at) ? sorted.open() : List.<Unsettled>of();
        var done = some.stream()
                .filter(each -> givenUp.contains(each) || !sorted.open().contains(each))
                .toList();
        var numbers = findings(sorted.sure());
        givenUp.forEach(each -> numbers.computeIfAbsent(each.policy(), _ -> new EnumMap<>(Finding.class))
                .merge(Finding.IN_FLIGHT, 1L, Long::sum));
        return reconciliations
                .keep(tx, at.id(), sorted.sure())
                .chain(() -> reconciliations.count(tx, at.id(), numbers))
                .chain(() -> reconciliations.settle(tx, at.id(), kind, done));
    }

    private boolean isLate(Reconciliation at) {
        var until = at.settlingSince().orElseThrow().plus(settling.multipliedBy(PATIENCE));
        return clock.now().isAfter(until);
    }

    /** How far a look is; changed by its steps only, one after the other. */
    private static final class Last {

        private Optional<SubjectId> subject = Optional.empty();

        Last at(Collection<Unsettled> some) {
            subject = some.stream().map(Unsettled::subject).reduce((_, later) -> later);
            return this;
        }
    }
}
