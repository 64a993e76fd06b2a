package city.huitong.matching;

import city.huitong.catalog.ShardRange;
import city.huitong.catalog.SubjectId;
import city.huitong.catalog.SubjectKind;
import city.huitong.matching.columns.Part;
import city.huitong.platform.data.SqlTx;
import city.huitong.platform.runtime.CityClock;
import city.huitong.policy.Policy;
import city.huitong.subject.Disclosures;
import city.huitong.subject.SubjectFacts;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Asks the columns of this process whom a run can skip: whose entitlement is already what the columns say of it. Columns are a little behind, so
 * whoever has changed of late is not skipped, whatever they say; what changes later has an event of its own.
 */
@ApplicationScoped
class SkipByColumns {

    /** Subjects that are decided at a time; their decisions are in memory. */
    private static final long MOST = 16_000;

    private final SubjectColumns columns;
    private final SubjectFacts facts;
    private final DecisionSink sink;
    private final Disclosures disclosures;
    private final CityClock clock;

    SkipByColumns(
            SubjectColumns columns, SubjectFacts facts, DecisionSink sink, Disclosures disclosures, CityClock clock) {
        this.columns = columns;
        this.facts = facts;
        this.sink = sink;
        this.disclosures = disclosures;
        this.clock = clock;
    }

    /** What the columns say of the next subjects of a slice, who are none at its end; no answer while there are no columns. */
    Uni<Optional<Stretch>> stretch(RunSlice slice, Policy policy) {
        var everybody = columns.current(policy.subject(), slice.shards());
        return everybody.isEmpty()
                ? Uni.createFrom().item(Optional.empty())
                : Uni.createFrom()
                        .item(() -> Optional.of(decide(everybody.get(), slice, policy)))
                        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private static Stretch decide(List<Part> everybody, RunSlice slice, Policy policy) {
        var shards = slice.shards();
        var after = slice.position().orElseGet(() -> new SubjectId(shards.lowest()));
        return Stretch.of(everybody, policy, slice.asOf(), after, last(everybody, shards, after));
    }

    /** Whole shards, as many as hold about so many subjects. */
    private static SubjectId last(List<Part> everybody, ShardRange shards, SubjectId after) {
        var lowest = new SubjectId(shards.lowest());
        var highest = new SubjectId(shards.highest());
        var total = everybody.stream()
                .mapToLong(part -> part.between(lowest, highest).rows().getLongCardinality())
                .sum();
        var count = shards.last() - shards.first() + 1;
        var atATime = Math.max(1, MOST * count / Math.max(1, total));
        var next = Math.max(shards.first(), after.shard() + (isLastOfShard(after) ? 1 : 0));
        var end = (int) Math.min(shards.last(), next + atATime - 1);
        return next > shards.last() ? after : new SubjectId(new ShardRange(end, end).highest());
    }

    private static boolean isLastOfShard(SubjectId subject) {
        var shard = subject.shard();
        return subject.value().equals(new ShardRange(shard, shard).highest());
    }

    /** Who of a stretch must be matched, in the order of their pseudonyms. That the others' facts were looked at is in the trail, too. */
    Uni<List<SubjectId>> concerned(SqlTx tx, Policy policy, Stretch stretch) {
        return sink.moved(tx, policy.id(), stretch.after(), stretch.last(), stretch.decisions())
                .chain(moved -> changed(tx, policy, stretch).map(changed -> {
                    var concerned = new TreeSet<>(SubjectId.ORDER);
                    concerned.addAll(moved);
                    concerned.addAll(changed);
                    return List.copyOf(concerned);
                }))
                .call(() -> disclosures.byStatute(
                        tx, stretch.subjects(), List.of(policy.id().value())));
    }

    private Uni<List<SubjectId>> changed(SqlTx tx, Policy policy, Stretch stretch) {
        return facts.changedSince(
                tx,
                policy.subject(),
                stretch.after(),
                stretch.last(),
                clock.now().minus(columns.lag()),
                readsHouseholds(policy));
    }

    private static boolean readsHouseholds(Policy policy) {
        return policy.facts().stream().anyMatch(fact -> fact.startsWith(SubjectKind.HOUSEHOLD.word() + "."));
    }
}
