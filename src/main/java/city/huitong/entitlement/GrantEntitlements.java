package city.huitong.entitlement;

import city.huitong.catalog.SubjectId;
import city.huitong.matching.DecisionSink;
import city.huitong.matching.SubjectDecision;
import city.huitong.platform.data.SqlTx;
import city.huitong.platform.outbox.Outbox;
import city.huitong.platform.runtime.CityClock;
import city.huitong.policy.CurrentPolicies;
import city.huitong.policy.PolicyId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Brings entitlements in line with decisions. What moved is stored and announced in the transaction of the matching; what did
 * not is left alone, so matching again changes nothing.
 */
@ApplicationScoped
class GrantEntitlements implements DecisionSink {

    private record Key(PolicyId policy, SubjectId subject) {}

    private record Moved(Entitlement entitlement, Movement movement) {}

    private final EntitlementRepository entitlements;
    private final Outbox outbox;
    private final CurrentPolicies policies;
    private final CityClock clock;

    GrantEntitlements(EntitlementRepository entitlements, Outbox outbox, CurrentPolicies policies, CityClock clock) {
        this.entitlements = entitlements;
        this.outbox = outbox;
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
        return entitlements
                .of(tx, subjects)
                .map(before -> moved(before, decisions))
                .chain(moved -> store(tx, moved));
    }

    private List<Moved> moved(List<Entitlement> before, List<SubjectDecision> decisions) {
        Map<Key, Standing> standings = before.stream()
                .collect(Collectors.toMap(each -> new Key(each.policy(), each.subject()), Entitlement::standing));
        return decisions.stream()
                .flatMap(decision -> moved(standings, decision).stream())
                .toList();
    }

    private Optional<Moved> moved(Map<Key, Standing> standings, SubjectDecision subjectDecision) {
        var decision = subjectDecision.decision();
        var before = Optional.ofNullable(standings.get(new Key(decision.policy(), subjectDecision.subject())));
        return Standing.after(before, decision)
                .flatMap(now -> Movement.between(before, now)
                        .map(movement -> new Moved(entitlement(subjectDecision, now), movement)));
    }

    private Entitlement entitlement(SubjectDecision subjectDecision, Standing standing) {
        var decision = subjectDecision.decision();
        var kind = policies.require(decision.policy()).subject();
        return new Entitlement(
                decision.policy(), subjectDecision.subject(), kind, standing, decision.asOf(), clock.now());
    }

    private Uni<Void> store(SqlTx tx, List<Moved> moved) {
        if (moved.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var events = moved.stream()
                .map(each -> EntitlementEvent.of(each.movement, each.entitlement))
                .toList();
        return entitlements
                .save(tx, moved.stream().map(Moved::entitlement).toList())
                .chain(() -> outbox.append(tx, events));
    }
}
