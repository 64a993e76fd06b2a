package city.huitong.matching;

import city.huitong.catalog.ShardRange;
import city.huitong.catalog.SubjectId;
import city.huitong.catalog.SubjectKind;
import city.huitong.matching.TurnedToday.Effect;
import city.huitong.matching.columns.Part;
import city.huitong.platform.data.UnitOfWork;
import city.huitong.platform.runtime.CityClock;
import city.huitong.policy.CurrentPolicies;
import city.huitong.policy.Policy;
import city.huitong.subject.SubjectFacts;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Matches those for whom a day alone changes something, found in the columns; nobody else is looked at. */
@ApplicationScoped
class MatchTurned {

    private static final int STEP = 1_000;
    private static final SubjectId FIRST = new SubjectId(new UUID(0, 0));
    private static final SubjectId LAST = new SubjectId(new UUID(-1, -1));

    private final UnitOfWork unitOfWork;
    private final CurrentPolicies policies;
    private final SubjectColumns columns;
    private final SubjectFacts facts;
    private final MatchSubjects matchSubjects;
    private final CityClock clock;

    MatchTurned(
            UnitOfWork unitOfWork,
            CurrentPolicies policies,
            SubjectColumns columns,
            SubjectFacts facts,
            MatchSubjects matchSubjects,
            CityClock clock) {
        this.unitOfWork = unitOfWork;
        this.policies = policies;
        this.columns = columns;
        this.facts = facts;
        this.matchSubjects = matchSubjects;
        this.clock = clock;
    }

    /** Matches them and gives the policies that everybody has to be matched with: another law, or columns that are not all in this process. */
    Uni<List<Policy>> match(LocalDate before, LocalDate today) {
        return Multi.createFrom()
                .items(SubjectKind.values())
                .onItem()
                .transformToUniAndConcatenate(kind -> match(kind, before, today))
                .onItem()
                .<Policy>disjoint()
                .collect()
                .asList();
    }

    private Uni<List<Policy>> match(SubjectKind kind, LocalDate before, LocalDate today) {
        var all = with(kind, Effect.ALL, before, today);
        var some = with(kind, Effect.SOME, before, today);
        var everybody = columns.current(kind, ShardRange.ALL);
        if (everybody.isEmpty()) {
            return Uni.createFrom()
                    .item(Stream.concat(all.stream(), some.stream()).toList());
        }
        return Multi.createFrom()
                .iterable(some)
                .onItem()
                .transformToUniAndConcatenate(policy -> match(everybody.get(), policy, before, today))
                .onItem()
                .ignoreAsUni()
                .chain(() -> matchChanged(kind, some, today))
                .replaceWith(all);
    }

    private List<Policy> with(SubjectKind kind, Effect effect, LocalDate before, LocalDate today) {
        return policies.about(kind).stream()
                .filter(policy -> new TurnedToday(policy, before, today).effect() == effect)
                .toList();
    }

    private Uni<Void> match(List<Part> everybody, Policy policy, LocalDate before, LocalDate today) {
        return Uni.createFrom()
                .item(() -> new TurnedToday(policy, before, today).among(everybody))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(turned -> match(policy.subject(), turned, List.of(policy), today));
    }

    /** The columns may not have heard of their newest facts. */
    private Uni<Void> matchChanged(SubjectKind kind, List<Policy> some, LocalDate today) {
        return some.isEmpty()
                ? Uni.createFrom().voidItem()
                : unitOfWork
                        .onRows(tx -> facts.changedSince(
                                tx, kind, FIRST, LAST, clock.now().minus(columns.lag()), true))
                        .chain(changed -> match(kind, changed, some, today));
    }

    private Uni<Void> match(SubjectKind kind, List<SubjectId> subjects, List<Policy> some, LocalDate today) {
        return Multi.createFrom()
                .iterable(subjects)
                .group()
                .intoLists()
                .of(STEP)
                .onItem()
                .transformToUniAndConcatenate(
                        step -> unitOfWork.onRows(tx -> matchSubjects.match(tx, kind, step, some, today)))
                .onItem()
                .ignoreAsUni();
    }
}
