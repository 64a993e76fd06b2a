package city.huitong.matching;

import city.huitong.catalog.SubjectId;
import city.huitong.matching.RunRepository.Progress;
import city.huitong.platform.data.SqlTx;
import city.huitong.platform.data.UnitOfWork;
import city.huitong.policy.Outcome;
import city.huitong.policy.Policy;
import city.huitong.policy.PolicyId;
import city.huitong.subject.SubjectFacts;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Matches one slice of a run, step by step. */
@ApplicationScoped
class MatchSlice {

    /** Large enough for what a transaction costs, small enough that a change of one of them does not wait for long. */
    private static final int STEP = 4_000;

    private final UnitOfWork unitOfWork;
    private final RunRepository runs;
    private final SubjectFacts facts;
    private final MatchSubjects matchSubjects;
    private final SkipByColumns skip;

    MatchSlice(
            UnitOfWork unitOfWork,
            RunRepository runs,
            SubjectFacts facts,
            MatchSubjects matchSubjects,
            SkipByColumns skip) {
        this.skip = skip;
        this.unitOfWork = unitOfWork;
        this.runs = runs;
        this.facts = facts;
        this.matchSubjects = matchSubjects;
    }

    /**
     * Where a slice is after a step.
     *
     * @param slice the next step starts from here
     * @param goesOn whether there is one: not at the end, nor when the slice is another worker's, or its run was cancelled
     */
    record Step(RunSlice slice, boolean goesOn) {}

    /**
     * Matches the next subjects and moves the slice on, in one transaction; a slice that is at its end is finished. Where the columns are
     * at hand they say whom to skip.
     */
    Uni<Step> step(RunSlice slice, Policy policy) {
        return skip.stretch(slice, policy)
                .chain(stretch -> stretch.map(known -> known.isEmpty() ? finish(slice) : match(slice, policy, known))
                        .orElseGet(() -> walk(slice, policy)))
                .onFailure(LostSlice.class)
                .recoverWithItem(() -> new Step(slice, false));
    }

    private Uni<Step> walk(RunSlice slice, Policy policy) {
        return facts.nextSubjects(policy.subject(), slice.shards(), slice.position(), STEP)
                .chain(subjects -> subjects.isEmpty() ? finish(slice) : match(slice, policy, subjects));
    }

    private Uni<Step> match(RunSlice slice, Policy policy, Stretch stretch) {
        return unitOfWork
                .onRows(tx ->
                        skip.concerned(tx, policy, stretch).chain(some -> match(tx, slice, policy, stretch, some)))
                .map(last -> new Step(slice.after(last), true));
    }

    /** Up to the last of those who fit into a step, or through the whole stretch. */
    private Uni<SubjectId> match(SqlTx tx, RunSlice slice, Policy policy, Stretch stretch, List<SubjectId> concerned) {
        var some = concerned.subList(0, Math.min(STEP, concerned.size()));
        var last = some.size() < concerned.size() ? some.getLast() : stretch.last();
        var decided = some.isEmpty()
                ? Uni.createFrom().item(List.<SubjectDecision>of())
                : matchSubjects.match(tx, policy.subject(), some, List.of(policy), slice.asOf());
        return decided.map(decisions -> progress(policy.id(), some.size(), decisions))
                .map(done -> stretch.withSkipped(done, some, last))
                .chain(done -> advance(tx, slice, last, done))
                .replaceWith(last);
    }

    private Uni<Step> finish(RunSlice slice) {
        return unitOfWork.onRows(tx -> runs.finish(tx, slice)).replaceWith(() -> new Step(slice, false));
    }

    private Uni<Step> match(RunSlice slice, Policy policy, List<SubjectId> subjects) {
        var last = subjects.getLast();
        return unitOfWork
                .onRows(tx -> matchSubjects
                        .match(tx, policy.subject(), subjects, List.of(policy), slice.asOf())
                        .map(decisions -> progress(policy.id(), subjects.size(), decisions))
                        .chain(done -> advance(tx, slice, last, done)))
                .replaceWith(() -> new Step(slice.after(last), true));
    }

    private Uni<Void> advance(SqlTx tx, RunSlice slice, SubjectId last, Progress done) {
        return runs.advance(tx, slice, last, done)
                .invoke(MatchSlice::mustBeOurs)
                .replaceWithVoid();
    }

    /** What was matched in this step is taken back. */
    private static void mustBeOurs(boolean ours) {
        if (!ours) {
            throw new LostSlice();
        }
    }

    /** Counts decisions about the run's policy; others that cannot be had beside it are decided with it. */
    private static Progress progress(PolicyId policy, int subjects, List<SubjectDecision> decisions) {
        var outcomes = decisions.stream()
                .map(SubjectDecision::decision)
                .filter(decision -> decision.policy().equals(policy))
                .map(decision -> decision.outcome())
                .toList();
        return new Progress(subjects, count(outcomes, Outcome.ELIGIBLE), count(outcomes, Outcome.UNDETERMINED));
    }

    private static long count(List<Outcome> outcomes, Outcome one) {
        return outcomes.stream().filter(outcome -> outcome == one).count();
    }

    /** Somebody else goes on with the slice, or nobody does any more. */
    private static final class LostSlice extends RuntimeException {

        private static final long serialVersionUID = 1L;

        LostSlice() {
            super("the slice is not this worker's any more", null, false, false);
        }
    }
}
