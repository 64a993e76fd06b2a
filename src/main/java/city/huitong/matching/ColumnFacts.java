package city.huitong.matching;

import city.huitong.catalog.CurrentCatalog;
import city.huitong.catalog.FactDefinition;
import city.huitong.catalog.ShardRange;
import city.huitong.catalog.SubjectId;
import city.huitong.catalog.SubjectKind;
import city.huitong.expression.Bindings;
import city.huitong.expression.ValueType;
import city.huitong.matching.columns.Segment;
import city.huitong.matching.columns.SegmentWriter;
import city.huitong.platform.data.SqlTx;
import city.huitong.platform.data.UnitOfWork;
import city.huitong.policy.CurrentPolicies;
import city.huitong.policy.Policy;
import city.huitong.subject.Disclosures;
import city.huitong.subject.FactValues;
import city.huitong.subject.SubjectFacts;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads from PostgreSQL what columns are made of. That facts are read is written into the trail. */
@ApplicationScoped
class ColumnFacts {

    private static final int PAGE = 10_000;

    private final UnitOfWork unitOfWork;
    private final SubjectFacts facts;
    private final CurrentCatalog catalog;
    private final CurrentPolicies policies;
    private final Disclosures disclosures;

    ColumnFacts(
            UnitOfWork unitOfWork,
            SubjectFacts facts,
            CurrentCatalog catalog,
            CurrentPolicies policies,
            Disclosures disclosures) {
        this.unitOfWork = unitOfWork;
        this.facts = facts;
        this.catalog = catalog;
        this.policies = policies;
        this.disclosures = disclosures;
    }

    /** Completes when catalogue and policies have been read; everything else here needs them. */
    Uni<Void> ready() {
        return policies.ready();
    }

    /** The columns that subjects of a kind have now. A policy about persons reads facts of their household, too. */
    Map<String, ValueType> columns(SubjectKind kind) {
        var known = catalog.get();
        var ofHousehold = kind == SubjectKind.PERSON ? known.facts(SubjectKind.HOUSEHOLD) : List.<FactDefinition>of();
        Map<String, ValueType> columns = new HashMap<>();
        Stream.concat(known.facts(kind).stream(), ofHousehold.stream())
                .forEach(fact -> fact.type()
                        .valueType()
                        .ifPresent(type -> columns.put(fact.name().toString(), type)));
        return columns;
    }

    /** All subjects of these shards. */
    Uni<List<Segment>> load(SubjectKind kind, ShardRange shards, Map<String, ValueType> columns) {
        return Multi.createBy()
                .repeating()
                .uni(() -> new Stored(columns), stored -> page(kind, shards, stored))
                .whilst(stored -> stored.goesOn)
                .collect()
                .last()
                .map(Stored::finish);
    }

    /** The newest facts of these subjects. Who has no facts any more has none in the columns. */
    Uni<Map<SubjectId, Bindings>> now(SubjectKind kind, Collection<SubjectId> subjects) {
        return read(kind, tx -> facts.now(tx, kind, subjects)).map(found -> {
            Map<SubjectId, Bindings> newest = new HashMap<>();
            subjects.forEach(subject -> newest.put(subject, _ -> null));
            found.forEach(values -> newest.put(values.subject(), values));
            return newest;
        });
    }

    /** These and, since a household's facts are its members', too, the members of the households among them. */
    Uni<Map<SubjectKind, Collection<SubjectId>>> withMembers(Map<SubjectKind, Collection<SubjectId>> changed) {
        return facts.members(changed.getOrDefault(SubjectKind.HOUSEHOLD, List.of()))
                .map(members -> {
                    var all = new HashMap<>(changed);
                    all.merge(SubjectKind.PERSON, members, ColumnFacts::both);
                    return all;
                });
    }

    private static Collection<SubjectId> both(Collection<SubjectId> some, Collection<SubjectId> more) {
        return Stream.concat(some.stream(), more.stream()).distinct().toList();
    }

    private Uni<Stored> page(SubjectKind kind, ShardRange shards, Stored stored) {
        return read(kind, tx -> facts.next(tx, kind, shards, stored.last, PAGE)).map(stored::add);
    }

    /** On a worker from the answer on: what follows is computing. */
    private Uni<List<FactValues>> read(SubjectKind kind, Function<SqlTx, Uni<List<FactValues>>> read) {
        return unitOfWork
                .onRows(tx -> read.apply(tx).call(found -> written(tx, kind, found)))
                .emitOn(Infrastructure.getDefaultWorkerPool());
    }

    private Uni<Void> written(SqlTx tx, SubjectKind kind, List<FactValues> found) {
        return found.isEmpty()
                ? Uni.createFrom().voidItem()
                : disclosures.byStatute(
                        tx, found.stream().map(FactValues::subject).toList(), ids(policies.about(kind)));
    }

    private static List<String> ids(List<Policy> some) {
        return some.stream().map(policy -> policy.id().value()).toList();
    }

    /** What has been loaded so far; one page after the other. */
    private static final class Stored {

        private final SegmentWriter segments;
        private Optional<SubjectId> last = Optional.empty();
        private boolean goesOn;

        Stored(Map<String, ValueType> facts) {
            this.segments = new SegmentWriter(facts);
        }

        Stored add(List<FactValues> page) {
            page.forEach(values -> segments.add(values.subject(), values));
            if (!page.isEmpty()) {
                last = Optional.of(page.getLast().subject());
            }
            goesOn = page.size() == PAGE;
            return this;
        }

        List<Segment> finish() {
            return segments.finish();
        }
    }
}
