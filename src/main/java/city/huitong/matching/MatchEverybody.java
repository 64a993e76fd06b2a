package city.huitong.matching;

import static city.huitong.matching.MatchingProblem.RUN_ALREADY_ENDED;

import city.huitong.platform.data.UnitOfWork;
import city.huitong.platform.runtime.CityClock;
import city.huitong.platform.runtime.Identifiers;
import city.huitong.policy.CurrentPolicies;
import city.huitong.policy.Policy;
import city.huitong.policy.PolicyId;
import city.huitong.subject.SubjectFacts;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** Starts and stops runs of a policy over everybody. They are worked on by all processes; run twice they change nothing. */
@ApplicationScoped
public class MatchEverybody {

    private final UnitOfWork unitOfWork;
    private final RunRepository runs;
    private final CurrentPolicies policies;
    private final SubjectFacts facts;
    private final CityClock clock;
    private final Identifiers identifiers;

    MatchEverybody(
            UnitOfWork unitOfWork,
            RunRepository runs,
            CurrentPolicies policies,
            SubjectFacts facts,
            CityClock clock,
            Identifiers identifiers) {
        this.unitOfWork = unitOfWork;
        this.runs = runs;
        this.policies = policies;
        this.facts = facts;
        this.clock = clock;
        this.identifiers = identifiers;
    }

    /** Starts a run as of today; it is worked on in the background. Fails with {@code policy-not-found}. */
    public Uni<Run> start(PolicyId policy) {
        return start(identifiers.next(), policy);
    }

    /** The same under an id the caller has chosen, so that asking twice starts one run. */
    public Uni<Run> start(UUID id, PolicyId policy) {
        var published = policies.require(policy.value());
        return facts.count(published.policy().subject())
                .chain(total -> runs.start(id, policy, published.publication().number(), clock.today(), total));
    }

    /** Starts a run of each policy for one cause; however often it is asked for the same cause, each run is started once. */
    public Uni<Void> startFor(String cause, List<Policy> some) {
        return Multi.createFrom()
                .iterable(some)
                .onItem()
                .transformToUniAndConcatenate(policy -> start(run(cause, policy), policy.id()))
                .onItem()
                .ignoreAsUni();
    }

    private static UUID run(String cause, Policy policy) {
        return UUID.nameUUIDFromBytes((cause + "/" + policy.id()).getBytes(StandardCharsets.UTF_8));
    }

    /** Stops a run. What it has matched stays. Fails with {@code run-not-found} and {@code run-already-ended}. */
    public Uni<Run> cancel(UUID id) {
        return runs.find(id)
                .invoke(MatchEverybody::mustRun)
                .chain(() -> unitOfWork.onRows(tx -> runs.cancel(tx, id)))
                .chain(() -> runs.find(id));
    }

    private static void mustRun(Run run) {
        if (run.state() != Run.State.RUNNING) {
            throw RUN_ALREADY_ENDED.because("it is " + run.state());
        }
    }
}
