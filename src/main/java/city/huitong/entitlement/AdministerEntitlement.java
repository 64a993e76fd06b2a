package city.huitong.entitlement;

import static city.huitong.entitlement.EntitlementProblem.AMOUNT_DIFFERS;
import static city.huitong.entitlement.EntitlementProblem.PERIOD_NOT_DUE;

import city.huitong.audit.AuditEntry;
import city.huitong.audit.AuditKind;
import city.huitong.audit.AuditTrail;
import city.huitong.audit.Basis;
import city.huitong.catalog.SubjectId;
import city.huitong.consent.Asker;
import city.huitong.entitlement.RecordMoves.Change;
import city.huitong.platform.data.SqlTx;
import city.huitong.platform.data.UnitOfWork;
import city.huitong.platform.outbox.Outbox;
import city.huitong.platform.runtime.CityClock;
import city.huitong.platform.security.Caller;
import city.huitong.platform.security.Roles;
import city.huitong.policy.CurrentPolicies;
import city.huitong.policy.PublishedPolicy;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What the department that answers for a policy does with an entitlement: suspends, resumes and pays. Each act is in the trail, and so
 * shown to the subject. All fail with {@code forbidden} for other departments, and with {@code entitlement-not-found}.
 */
@ApplicationScoped
public class AdministerEntitlement {

    private static final String PURPOSE = "policy-administration";

    private final UnitOfWork unitOfWork;
    private final OpenEntitlement open;
    private final EntitlementRepository entitlements;
    private final EntitlementQueries queries;
    private final RecordMoves recordMoves;
    private final Outbox outbox;
    private final AuditTrail trail;
    private final CurrentPolicies policies;
    private final Caller caller;
    private final Asker asker;
    private final CityClock clock;

    AdministerEntitlement(
            UnitOfWork unitOfWork,
            OpenEntitlement open,
            EntitlementRepository entitlements,
            EntitlementQueries queries,
            RecordMoves recordMoves,
            Outbox outbox,
            AuditTrail trail,
            CurrentPolicies policies,
            Caller caller,
            Asker asker,
            CityClock clock) {
        this.unitOfWork = unitOfWork;
        this.open = open;
        this.entitlements = entitlements;
        this.queries = queries;
        this.recordMoves = recordMoves;
        this.outbox = outbox;
        this.trail = trail;
        this.policies = policies;
        this.caller = caller;
        this.asker = asker;
        this.clock = clock;
    }

    /** Stops payments until it resumes, whatever is decided meanwhile. Fails with {@code entitlement-state-conflict}. */
    public Uni<Void> suspend(String policy, SubjectId subject) {
        return move("suspend", policy, subject, true, Standing::suspend);
    }

    /** Ends a suspension. Fails like {@link #suspend}. */
    public Uni<Void> resume(String policy, SubjectId subject) {
        return move("resume", policy, subject, false, Standing::resume);
    }

    /**
     * Says that the period in which a day lies was paid. Said again it changes nothing. Fails with {@code amount-differs} if something else
     * was paid than is due, and with {@code period-not-due}.
     */
    public Uni<Void> disburse(String policy, SubjectId subject, LocalDate day, long amountFen) {
        var published = administered(policy);
        var actor = actor();
        return unitOfWork.onRows(tx -> open.locked(tx, published.policy(), subject)
                .chain(found -> disburse(tx, found.entitlement(), day, amountFen, actor))
                .chain(() -> write(tx, published, subject, "disburse", actor)));
    }

    private Uni<Void> move(String act, String id, SubjectId subject, boolean held, UnaryOperator<Standing> move) {
        var published = administered(id);
        var actor = actor();
        return unitOfWork.onRows(tx -> open.locked(tx, published.policy(), subject)
                .chain(found -> {
                    var before = found.entitlement();
                    var grounds = before.grounds().held(held);
                    var now = before.moved(move.apply(before.standing()), grounds, clock.now());
                    return recordMoves.record(tx, List.of(new Change(Optional.of(before), now)), actor);
                })
                .chain(() -> write(tx, published, subject, act, actor)));
    }

    private PublishedPolicy administered(String id) {
        var published = policies.require(id);
        caller.mustPublishFor(published.policy().authority());
        return published;
    }

    private Actor actor() {
        return new Actor(asker.name(), Roles.DEPARTMENT);
    }

    /** It is done under the policy's own words. */
    private Uni<Void> write(SqlTx tx, PublishedPolicy published, SubjectId subject, String act, Actor actor) {
        var law = new Basis.Law(
                published.policy().id().value(), published.publication().hash());
        var entry = AuditEntry.of(AuditKind.ENTITLEMENT_MOVED, actor.name(), actor.role(), PURPOSE, law, clock.now())
                .about(subject.value())
                .with(Map.of("act", act, "policy", published.policy().id().value()));
        return trail.append(tx, entry).replaceWithVoid();
    }

    private Uni<Void> disburse(SqlTx tx, Entitlement entitlement, LocalDate day, long amountFen, Actor actor) {
        var award = entitlement.standing().payable();
        var period = entitlement.periodFrom(day);
        var holding = Holding.of(entitlement);
        return queries.payments(tx, holding).chain(payments -> {
            if (payments.stream().anyMatch(each -> each.periodFrom().equals(period))) {
                return Uni.createFrom().voidItem();
            }
            mustBeDue(entitlement, period, day);
            mustBeDue(award, amountFen);
            var payment = new Payment(period, 0, Movement.DISBURSED, award.version(), amountFen, day, clock.now());
            return entitlements
                    .pay(tx, holding, payment, actor)
                    .chain(() -> outbox.append(tx, EntitlementEvent.of(Movement.DISBURSED, entitlement, payment)));
        });
    }

    private void mustBeDue(Entitlement entitlement, LocalDate period, LocalDate day) {
        var first =
                entitlement.grounds().grantedOn().map(entitlement::periodFrom).orElse(period);
        if (day.isAfter(clock.today()) || period.isBefore(first)) {
            throw PERIOD_NOT_DUE.because("it must lie between the grant and today");
        }
    }

    private static void mustBeDue(Award award, long amountFen) {
        if (award.amountFen() != amountFen) {
            throw AMOUNT_DIFFERS.because("it is not what is due for a period").with("dueFen", award.amountFen());
        }
    }
}
