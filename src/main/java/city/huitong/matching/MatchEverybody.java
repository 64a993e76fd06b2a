package city.huitong.matching;

import static city.huitong.matching.MatchingProblem.RUN_ALREADY_ENDED;

import city.huitong.catalog.SubjectId;
import city.huitong.platform.data.SqlTx;
import city.huitong.platform.data.UnitOfWork;
import city.huitong.platform.runtime.CityClock;
import city.huitong.platform.runtime.Identifiers;
import city.huitong.policy.CurrentPolicies;
import city.huitong.policy.Outcome;
import city.huitong.policy.Policy;
import city.huitong.policy.PolicyId;
import city.huitong.subject.SubjectFacts;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Runs a policy over everybody, a thousand subjects a transaction. A run goes on where it stopped, on whichever process is
 * there; run twice it changes nothing.
 */
@ApplicationScoped
public class MatchEverybody {

    private static final int STEP = 1_000;

    private final UnitOfWork unitOfWork;
    private final RunRepository runs;
    private final CurrentPolicies policies;
    private final SubjectFacts facts;
    private final MatchSubjects matchSubjects;
    private final CityClock clock;
    private final Identifiers identifiers;

    MatchEverybody(
            UnitOfWork unitOfWork,
            RunRepository runs,
            CurrentPolicies policies,
            SubjectFacts facts,
            MatchSubjects matchSubjects,
            CityClock clock,
            Identifiers identifiers) {
        this.unitOfWork = unitOfWork;
        this.runs = runs;
        this.policies = policies;
        this.facts = facts;
        this.matchSubjects = matchSubjects;
        this.clock = clock;
        this.identifiers = identifiers;
    }

    /** Starts a run as of today; it is worked on in the background. Fails with {@code policy-not-found}. */
    public Uni<Run> start(PolicyId policy) {
        return start(identifiers.next(), policy);
    }

    /** The same under an id the caller has chosen, so that asking twice starts one run. */
    public Uni<Run> start(UUID id, PolicyId policy) {
        var subject = policies.require(policy).subject();
        return facts.count(subject).chain(total -> runs.start(id, policy, clock.today(), total));
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
        return runs.find(id).invoke(MatchEverybody::mustRun).chain(run -> runs.end(id, Run.State.CANCELLED));
    }

    /** Works on runs that nobody works on until there are none; gives how many. */
    Uni<Integer> workOff() {
        return Multi.createBy()
                .repeating()
                .uni(runs::claim)
                .until(Optional::isEmpty)
                .onItem()
                .transformToUniAndConcatenate(run -> workOn(run.orElseThrow()))
                .collect()
                .asList()
                .map(List::size);
    }

    private Uni<Run> workOn(Run run) {
        var policy = policies.find(run.policy());
        if (policy.isEmpty()) {
            return runs.end(run.id(), Run.State.CANCELLED);
        }
        return Multi.createBy()
                .repeating()
                .uni(Position.from(run), position -> step(run, policy.get(), position))
                .whilst(position -> position.goesOn)
                .collect()
                .last()
                .chain(position -> close(run, position));
    }

    /** A run that was cancelled, or taken over by another process, is not this one's to end. */
    private Uni<Run> close(Run run, Position position) {
        return position.reachedEnd ? runs.end(run.id(), Run.State.COMPLETED) : runs.find(run.id());
    }

    private Uni<Position> step(Run run, Policy policy, Position position) {
        return facts.nextSubjects(policy.subject(), position.last, STEP)
                .chain(subjects -> subjects.isEmpty()
                        ? Uni.createFrom().item(position.end())
                        : match(run, policy, subjects).map(runs -> runs ? position.at(subjects) : position.stop()));
    }

    private Uni<Boolean> match(Run run, Policy policy, List<SubjectId> subjects) {
        return unitOfWork.onRows(tx -> matchSubjects
                .match(tx, policy.subject(), subjects, List.of(policy), run.asOf())
                .chain(decisions -> advance(tx, run, subjects, decisions)));
    }

    private Uni<Boolean> advance(SqlTx tx, Run run, List<SubjectId> subjects, List<SubjectDecision> decisions) {
        return runs.advance(
                tx,
                run.id(),
                subjects.getLast(),
                subjects.size(),
                count(run, decisions, Outcome.ELIGIBLE),
                count(run, decisions, Outcome.UNDETERMINED));
    }

    /** Of the run's policy; others that cannot be had beside it are decided with it. */
    private static long count(Run run, List<SubjectDecision> decisions, Outcome outcome) {
        return decisions.stream()
                .filter(each -> each.decision().policy().equals(run.policy()))
                .filter(each -> each.decision().outcome() == outcome)
                .count();
    }

    private static void mustRun(Run run) {
        if (run.state() != Run.State.RUNNING) {
            throw RUN_ALREADY_ENDED.because("it is " + run.state());
        }
    }

    /** How far the loop is; changed by its steps only, one after the other. */
    private static final class Position {

        private Optional<SubjectId> last;
        private boolean goesOn = true;
        private boolean reachedEnd;

        private Position(Optional<SubjectId> last) {
            this.last = last;
        }

        static java.util.function.Supplier<Position> from(Run run) {
            return () -> new Position(run.position());
        }

        Position at(List<SubjectId> subjects) {
            last = Optional.of(subjects.getLast());
            return this;
        }

        Position end() {
            reachedEnd = true;
            return stop();
        }

        Position stop() {
            goesOn = false;
            return this;
        }
    }
}
