package city.huitong.entitlement;

import static city.huitong.entitlement.EntitlementProblem.ENTITLEMENT_NOT_FOUND;

import city.huitong.catalog.SubjectId;
import city.huitong.platform.data.SqlTx;
import city.huitong.platform.problem.Problem;
import city.huitong.platform.runtime.CityClock;
import city.huitong.policy.Policy;
import city.huitong.subject.SubjectFacts;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Opens one entitlement for a move. The subject is locked as it is for matching, so a move comes before or after every decision. */
@ApplicationScoped
class OpenEntitlement {

    private final SubjectFacts facts;
    private final EntitlementRepository entitlements;
    private final Purses purses;
    private final CityClock clock;

    OpenEntitlement(SubjectFacts facts, EntitlementRepository entitlements, Purses purses, CityClock clock) {
        this.facts = facts;
        this.entitlements = entitlements;
        this.purses = purses;
        this.clock = clock;
    }

    /** An entitlement of a locked subject, and the purse it is paid from if that may end. */
    record Open(Entitlement entitlement, Optional<Funds> funds) {}

    /** Fails with {@code entitlement-not-found}. */
    Uni<Open> locked(SqlTx tx, Policy policy, SubjectId subject) {
        return facts.lock(tx, policy.subject(), List.of(subject))
                .chain(() -> funds(tx, policy, subject))
                .chain(funds -> entitlements.of(tx, List.of(subject)).map(all -> new Open(only(all, policy), funds)));
    }

    private Uni<Optional<Funds>> funds(SqlTx tx, Policy policy, SubjectId subject) {
        return Purses.of(policy, clock.today())
                .map(purse -> purses.open(tx, purse, List.of(subject)).map(Optional::of))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    private static Entitlement only(List<Entitlement> all, Policy policy) {
        return all.stream()
                .filter(each -> each.policy().equals(policy.id()))
                .findFirst()
                .orElseThrow(OpenEntitlement::notFound);
    }

    static Problem notFound() {
        return ENTITLEMENT_NOT_FOUND.because("the subject has nothing of this policy");
    }
}
