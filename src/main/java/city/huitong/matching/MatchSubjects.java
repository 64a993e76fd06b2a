package city.huitong.matching;

import city.huitong.catalog.SubjectId;
import city.huitong.catalog.SubjectKind;
import city.huitong.platform.data.SqlTx;
import city.huitong.platform.data.UnitOfWork;
import city.huitong.platform.runtime.CityClock;
import city.huitong.policy.CurrentPolicies;
import city.huitong.policy.Decision;
import city.huitong.policy.Exclusions;
import city.huitong.policy.Policy;
import city.huitong.policy.PolicyId;
import city.huitong.policy.PolicyMatcher;
import city.huitong.subject.Disclosures;
import city.huitong.subject.FactValues;
import city.huitong.subject.SubjectFacts;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;

/**
 * Holds policies against subjects and gives the decisions on.
 *
 * <p>The subjects are locked for matching from before their facts are read until the decisions are stored. So two matchings of one subject
 * follow each other, and the later one has seen the newer facts: what is stored never falls back behind them.
 */
@ApplicationScoped
public class MatchSubjects {

    /** For fewer policies it is not worth asking first under which of them the subjects have something. */
    private static final int MANY = 64;

    private final UnitOfWork unitOfWork;
    private final SubjectFacts facts;
    private final CurrentPolicies policies;
    private final DecisionSink sink;
    private final Disclosures disclosures;
    private final CityClock clock;
    private final ConcurrentMap<SubjectKind, HeldPolicies> held = new ConcurrentHashMap<>();

    MatchSubjects(
            UnitOfWork unitOfWork,
            SubjectFacts facts,
            CurrentPolicies policies,
            DecisionSink sink,
            Disclosures disclosures,
            CityClock clock) {
        this.disclosures = disclosures;
        this.unitOfWork = unitOfWork;
        this.facts = facts;
        this.policies = policies;
        this.sink = sink;
        this.clock = clock;
    }

    /** Holds every policy against these subjects, in one transaction. */
    public Uni<Void> matchAll(SubjectKind kind, Collection<SubjectId> subjects) {
        var all = policies.about(kind);
        if (all.isEmpty() || subjects.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var today = clock.today();
        return unitOfWork.onRows(tx -> all.size() < MANY
                ? match(tx, kind, subjects, all, today).replaceWithVoid()
                : matchMany(tx, kind, subjects, all, today));
    }

    /** Decides only those that can concern a subject, and those under which it has something, which may end. */
    private Uni<Void> matchMany(
            SqlTx tx, SubjectKind kind, Collection<SubjectId> subjects, List<Policy> all, LocalDate asOf) {
        var prepared = held(kind, all, asOf);
        return facts.locked(tx, kind, subjects)
                .chain(values -> sink.standing(tx, subjects)
                        .emitOn(Infrastructure.getDefaultWorkerPool())
                        .map(standing -> prepared.decide(values, standing)))
                .chain(decisions -> sink.apply(tx, decisions))
                .chain(() -> disclosures.byStatute(tx, subjects, prepared.ids()));
    }

    /** Two threads may both prepare them at first; either will do. */
    private HeldPolicies held(SubjectKind kind, List<Policy> all, LocalDate asOf) {
        var known = held.get(kind);
        if (known != null && known.isOf(all, asOf)) {
            return known;
        }
        var prepared = new HeldPolicies(all, asOf);
        held.put(kind, prepared);
        return prepared;
    }

    /**
     * Holds the policies against the subjects within a transaction, and with them those that cannot be had beside them; gives the
     * decisions of all.
     */
    Uni<List<SubjectDecision>> match(
            SqlTx tx, SubjectKind kind, Collection<SubjectId> subjects, List<Policy> some, LocalDate asOf) {
        return decide(tx, kind, subjects, some, asOf).call(decisions -> sink.apply(tx, decisions));
    }

    /** Holds the same against them, and gives where what they have is not what matching would leave. */
    Uni<List<Difference>> compare(
            SqlTx tx, SubjectKind kind, Collection<SubjectId> subjects, List<Policy> some, LocalDate asOf) {
        return decide(tx, kind, subjects, some, asOf).chain(decisions -> sink.compare(tx, decisions));
    }

    private Uni<List<SubjectDecision>> decide(
            SqlTx tx, SubjectKind kind, Collection<SubjectId> subjects, List<Policy> some, LocalDate asOf) {
        var exclusions = Exclusions.among(policies.about(kind));
        var all = exclusions.withRivals(some);
        var names = all.stream().flatMap(policy -> policy.facts().stream()).collect(Collectors.toSet());
        return facts.locked(tx, kind, subjects, names)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(values -> decide(values, all, exclusions, asOf))
                .call(() -> disclosures.byStatute(tx, subjects, ids(all)));
    }

    private static List<String> ids(List<Policy> policies) {
        return policies.stream().map(policy -> policy.id().value()).toList();
    }

    private static List<SubjectDecision> decide(
            List<FactValues> subjects, List<Policy> policies, Exclusions exclusions, LocalDate asOf) {
        var byId = policies.stream().collect(Collectors.toMap(Policy::id, policy -> policy));
        return subjects.stream()
                .flatMap(subject -> exclusions.settle(decide(subject, policies, asOf)).stream()
                        .map(decision -> ranked(subject, decision, byId)))
                .toList();
    }

    private static SubjectDecision ranked(FactValues subject, Decision decision, Map<PolicyId, Policy> policies) {
        var policy = Objects.requireNonNull(policies.get(decision.policy()));
        return new SubjectDecision(subject.subject(), decision, Priority.rank(policy, decision.asOf(), subject));
    }

    private static List<Decision> decide(FactValues subject, List<Policy> policies, LocalDate asOf) {
        return policies.stream()
                .map(policy -> PolicyMatcher.decideBriefly(policy, asOf, subject))
                .toList();
    }
}
