package city.huitong.matching;

import static city.huitong.platform.problem.PlatformProblem.OVERLOADED;

import city.huitong.catalog.CurrentCatalog;
import city.huitong.catalog.FactDefinition;
import city.huitong.catalog.ShardRange;
import city.huitong.catalog.SubjectId;
import city.huitong.catalog.SubjectKind;
import city.huitong.expression.Bindings;
import city.huitong.expression.ValueType;
import city.huitong.matching.columns.Everybody;
import city.huitong.matching.columns.Part;
import city.huitong.matching.columns.Segment;
import city.huitong.matching.columns.SegmentWriter;
import city.huitong.platform.data.SqlTx;
import city.huitong.platform.data.UnitOfWork;
import city.huitong.platform.runtime.Background;
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
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Facts of everybody in this process' memory, as columns: for questions about all of them at once. Loaded from PostgreSQL, kept current by
 * the topic of changed facts, and loaded again when the catalogue has other facts. They can be lost at any time; PostgreSQL has the truth.
 */
@ApplicationScoped
public class SubjectColumns {

    private static final int PAGE = 10_000;
    private static final List<SubjectKind> KINDS = List.of(SubjectKind.values());

    private final UnitOfWork unitOfWork;
    private final SubjectFacts facts;
    private final CurrentCatalog catalog;
    private final CurrentPolicies policies;
    private final Disclosures disclosures;
    private final Background background;
    private final ConcurrentMap<SubjectKind, Everybody> loading = new ConcurrentHashMap<>();
    private final ConcurrentMap<SubjectKind, Everybody> loaded = new ConcurrentHashMap<>();

    SubjectColumns(
            UnitOfWork unitOfWork,
            SubjectFacts facts,
            CurrentCatalog catalog,
            CurrentPolicies policies,
            Disclosures disclosures,
            Background background) {
        this.unitOfWork = unitOfWork;
        this.facts = facts;
        this.catalog = catalog;
        this.policies = policies;
        this.disclosures = disclosures;
        this.background = background;
    }

    /**
     * Everybody of one kind, as of now. Fails with {@code overloaded} while they are being loaded.
     */
    public List<Part> parts(SubjectKind kind) {
        var everybody = loaded.get(kind);
        if (everybody == null || !everybody.facts().equals(columns(kind))) {
            if (everybody != null && loading.get(kind) == null) {
                start(kind);
            }
            throw OVERLOADED.because("the facts of everybody are being loaded; try again in a moment");
        }
        return everybody.parts();
    }

    /** Loads everybody; called when changes are being listened to, so that none is missed in between. */
    public void start() {
        KINDS.forEach(this::start);
    }

    /** Loads again whoever has facts of this kind, because one of them means something new. */
    public void redefined(SubjectKind kind) {
        start(kind);
        if (kind == SubjectKind.HOUSEHOLD) {
            start(SubjectKind.PERSON);
        }
    }

    private void start(SubjectKind kind) {
        background.start(
                "loading the facts of every " + kind.word(),
                () -> policies.ready().chain(() -> load(kind)));
    }

    /** Takes the newest facts of subjects that have changed. */
    public Uni<Void> changed(Map<SubjectKind, Collection<SubjectId>> changed) {
        return facts.members(changed.getOrDefault(SubjectKind.HOUSEHOLD, List.of()))
                .map(members -> withMembers(changed, members))
                .chain(all -> Multi.createFrom()
                        .iterable(all.entrySet())
                        .onItem()
                        .transformToUniAndConcatenate(each -> changed(each.getKey(), each.getValue()))
                        .onItem()
                        .ignoreAsUni());
    }

    private static Map<SubjectKind, Collection<SubjectId>> withMembers(
            Map<SubjectKind, Collection<SubjectId>> changed, List<SubjectId> members) {
        var all = new HashMap<>(changed);
        all.merge(
                SubjectKind.PERSON,
                members,
                (some, more) ->
                        Stream.concat(some.stream(), more.stream()).distinct().toList());
        return all;
    }

    private Uni<Void> changed(SubjectKind kind, Collection<SubjectId> subjects) {
        var waiting = Stream.of(loading.get(kind), loaded.get(kind))
                .filter(Objects::nonNull)
                .toList();
        if (waiting.isEmpty() || subjects.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return read(kind, tx -> facts.now(tx, kind, subjects))
                .map(found -> newest(subjects, found))
                .invoke(newest -> waiting.forEach(everybody -> everybody.put(newest)))
                .replaceWithVoid();
    }

    /** Who has no facts any more has none in the columns. */
    private static Map<SubjectId, Bindings> newest(Collection<SubjectId> subjects, List<FactValues> found) {
        Map<SubjectId, Bindings> newest = new HashMap<>();
        subjects.forEach(subject -> newest.put(subject, _ -> null));
        found.forEach(values -> newest.put(values.subject(), values));
        return newest;
    }

    private Uni<Void> load(SubjectKind kind) {
        var everybody = new Everybody(columns(kind));
        loading.put(kind, everybody);
        var stored = new Stored(everybody.facts());
        return Multi.createBy()
                .repeating()
                .uni(() -> page(kind, stored))
                .whilst(page -> page == PAGE)
                .onItem()
                .ignoreAsUni()
                .invoke(() -> everybody.load(stored.finish()))
                .invoke(() -> loaded.put(kind, everybody))
                .onTermination()
                .invoke(() -> loading.remove(kind, everybody));
    }

    private Uni<Integer> page(SubjectKind kind, Stored stored) {
        return read(kind, tx -> facts.next(tx, kind, ShardRange.ALL, stored.last, PAGE))
                .invoke(stored::add)
                .map(List::size);
    }

    /** On a worker from the answer on: what follows is computing. That facts are read is written into the trail. */
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

    /** A policy about persons reads facts of their household, too. */
    private Map<String, ValueType> columns(SubjectKind kind) {
        var known = catalog.get();
        var ofHousehold = kind == SubjectKind.PERSON ? known.facts(SubjectKind.HOUSEHOLD) : List.<FactDefinition>of();
        Map<String, ValueType> columns = new HashMap<>();
        Stream.concat(known.facts(kind).stream(), ofHousehold.stream())
                .forEach(fact -> fact.type()
                        .valueType()
                        .ifPresent(type -> columns.put(fact.name().toString(), type)));
        return columns;
    }

    /** What has been loaded so far; one page after the other. */
    private static final class Stored {

        private final SegmentWriter segments;
        private Optional<SubjectId> last = Optional.empty();

        Stored(Map<String, ValueType> facts) {
            this.segments = new SegmentWriter(facts);
        }

        void add(List<FactValues> page) {
            page.forEach(values -> segments.add(values.subject(), values));
            if (!page.isEmpty()) {
                last = Optional.of(page.getLast().subject());
            }
        }

        List<Segment> finish() {
            return segments.finish();
        }
    }
}
