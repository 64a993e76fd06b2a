package city.huitong.entitlement;

import city.huitong.catalog.SubjectId;
import city.huitong.platform.data.SqlTx;
import city.huitong.platform.data.UnitOfWork;
import city.huitong.platform.runtime.CityClock;
import city.huitong.platform.runtime.WorkInFlight;
import city.huitong.policy.CurrentPolicies;
import city.huitong.policy.FindLawChange;
import city.huitong.policy.Policy;
import city.huitong.policy.PolicyId;
import city.huitong.subject.Disclosures;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Decides paid periods anew by itself when a publication says something else for days that have passed: law that reaches back, or a
 * corrected figure. On whichever process is there; {@link Recompute} is the same at an officer's wish.
 */
@ApplicationScoped
public class RecomputeAfterLaw {

    private static final int STEP = 100;

    private final UnitOfWork unitOfWork;
    private final Disclosures disclosures;
    private final CorrectPayments correctPayments;
    private final RecomputationRepository recomputations;
    private final EntitlementQueries queries;
    private final FindLawChange findLawChange;
    private final CurrentPolicies policies;
    private final CityClock clock;
    private final WorkInFlight inFlight;

    RecomputeAfterLaw(
            UnitOfWork unitOfWork,
            Disclosures disclosures,
            CorrectPayments correctPayments,
            RecomputationRepository recomputations,
            EntitlementQueries queries,
            FindLawChange findLawChange,
            CurrentPolicies policies,
            CityClock clock,
            WorkInFlight inFlight) {
        this.unitOfWork = unitOfWork;
        this.disclosures = disclosures;
        this.correctPayments = correctPayments;
        this.recomputations = recomputations;
        this.queries = queries;
        this.findLawChange = findLawChange;
        this.policies = policies;
        this.clock = clock;
        this.inFlight = inFlight;
    }

    /**
     * Starts what a publication makes necessary: nothing where it reaches no further back than today, or where the policy's terms neither
     * top up nor ask back.
     *
     * @param id the same each time the publication is heard of
     */
    public Uni<Void> published(UUID id, PolicyId policy, int publication) {
        return follows(policy)
                ? findLawChange
                        .since(policy, publication)
                        .chain(since -> since.filter(clock.today()::isAfter)
                                .map(day -> recomputations.start(id, policy, publication, day))
                                .orElseGet(() -> Uni.createFrom().voidItem()))
                : Uni.createFrom().voidItem();
    }

    private boolean follows(PolicyId id) {
        return policies.find(id)
                .map(policy -> policy.terms().recompute())
                .filter(terms -> terms.topUp() || terms.clawBack())
                .isPresent();
    }

    /** The latest recomputations of a policy, newest first. Fails with {@code policy-not-found}. */
    public Uni<List<Recomputation>> latest(String policy, int limit) {
        return recomputations.latest(policies.require(policy).policy().id(), limit);
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> work() {
        return policies.ready().chain(() -> inFlight.onSchedule(this::workOff));
    }

    private Uni<Void> workOff() {
        return Multi.createBy()
                .repeating()
                .uni(recomputations::claim)
                .until(Optional::isEmpty)
                .onItem()
                .transformToUniAndConcatenate(open -> workOn(open.orElseThrow()))
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> workOn(Recomputation open) {
        var policy = policies.find(open.policy());
        return policy.isEmpty()
                ? recomputations.end(open.id())
                : Multi.createBy()
                        .repeating()
                        .uni(() -> new Position(open.position()), position -> step(open, policy.get(), position))
                        .whilst(position -> position.goesOn)
                        .collect()
                        .last()
                        .chain(() -> recomputations.end(open.id()));
    }

    private Uni<Position> step(Recomputation open, Policy policy, Position position) {
        return unitOfWork.onRows(tx -> queries.paid(tx, policy.id(), open.since(), position.last, STEP)
                .chain(subjects -> subjects.isEmpty()
                        ? Uni.createFrom().item(position.through())
                        : correct(tx, open, policy, subjects).replaceWith(() -> position.after(subjects))));
    }

    private Uni<Void> correct(SqlTx tx, Recomputation open, Policy policy, List<SubjectId> subjects) {
        var who = subjects.stream().collect(Collectors.toMap(Function.identity(), _ -> policy.subject()));
        return disclosures
                .byStatute(
                        tx,
                        who,
                        Recompute.ITEMS,
                        (_, grants) -> correctPayments.correct(tx, policy, grants, open.since(), Actor.HUB))
                .chain(corrections ->
                        recomputations.advance(tx, open.id(), subjects.getLast(), subjects.size(), corrections))
                .invoke(RecomputeAfterLaw::mustBeMine)
                .replaceWithVoid();
    }

    /** Somebody else took it over: what was done here goes back with the transaction. */
    private static void mustBeMine(boolean mine) {
        if (!mine) {
            throw new IllegalStateException("another process goes on with this recomputation");
        }
    }

    /** How far the loop is; changed by its steps only, one after the other. */
    private static final class Position {

        private Optional<SubjectId> last;
        private boolean goesOn = true;

        private Position(Optional<SubjectId> last) {
            this.last = last;
        }

        Position after(List<SubjectId> subjects) {
            last = Optional.of(subjects.getLast());
            return this;
        }

        Position through() {
            goesOn = false;
            return this;
        }
    }
}
