package city.huitong.matching;

import static city.huitong.matching.MatchingProblem.TOO_MANY;
import static city.huitong.platform.problem.PlatformProblem.OVERLOADED;

import city.huitong.catalog.CurrentCatalog;
import city.huitong.catalog.SubjectId;
import city.huitong.catalog.SubjectKind;
import city.huitong.expression.ValueType;
import city.huitong.matching.columns.Part;
import city.huitong.matching.columns.SegmentWriter;
import city.huitong.platform.data.Moment;
import city.huitong.platform.data.SqlTx;
import city.huitong.platform.data.UnitOfWork;
import city.huitong.subject.FactValues;
import city.huitong.subject.SubjectFacts;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * Facts of everybody as they were known at an earlier time, derived from the history of records page by page into columns that belong to one
 * question. They take memory and PostgreSQL's time, so a process answers one such question at once, about so many subjects at most, and
 * gives up after a minute.
 */
@ApplicationScoped
class PastColumns {

    private static final int PAGE = 5_000;

    /** Some 85 MB for a million with all facts; a question has those it reads. */
    private static final long MOST_SUBJECTS = 3_000_000;

    private static final Duration DEADLINE = Duration.ofMinutes(1);
    private static final String TRY_AGAIN_SECONDS = "60";

    private final UnitOfWork unitOfWork;
    private final SubjectFacts facts;
    private final CurrentCatalog catalog;
    private final Semaphore place = new Semaphore(1);

    PastColumns(UnitOfWork unitOfWork, SubjectFacts facts, CurrentCatalog catalog) {
        this.unitOfWork = unitOfWork;
        this.facts = facts;
        this.catalog = catalog;
    }

    /**
     * Does something with everybody of then. Fails with {@code overloaded} when another such question is being answered or this one takes too
     * long, and with {@code too-many}.
     *
     * @param names the facts that are read
     * @param moment with the time whose knowledge counts
     * @param compute on a worker thread
     */
    <T> Uni<T> with(SqlTx tx, SubjectKind kind, Set<String> names, Moment moment, Function<List<Part>, T> compute) {
        if (!place.tryAcquire()) {
            throw OVERLOADED
                    .because("another question about an earlier time is being answered; try again in a minute")
                    .withHeader("Retry-After", TRY_AGAIN_SECONDS);
        }
        return load(tx, kind, names, moment)
                .map(compute)
                .ifNoItem()
                .after(DEADLINE)
                .failWith(() -> OVERLOADED
                        .because("the answer took longer than a minute; the hub is busy, or knows too many subjects")
                        .withHeader("Retry-After", TRY_AGAIN_SECONDS))
                .onTermination()
                .invoke(() -> place.release());
    }

    /** Waits for those who are storing records of now; those of then are all there afterwards. Holds up nobody any longer. */
    Uni<Void> settled(Set<String> names) {
        return unitOfWork.onRows(tx -> facts.holdStill(tx, names));
    }

    private Uni<List<Part>> load(SqlTx tx, SubjectKind kind, Set<String> names, Moment moment) {
        var pages = new Pages(types(names));
        return Multi.createBy()
                .repeating()
                .uni(() -> facts.knownThen(tx, kind, names, moment, pages.last, PAGE)
                        .emitOn(Infrastructure.getDefaultWorkerPool())
                        .invoke(pages::add)
                        .map(List::size))
                .whilst(size -> size == PAGE)
                .onItem()
                .ignoreAsUni()
                .map(_ -> pages.finish());
    }

    private Map<String, ValueType> types(Set<String> names) {
        var types = new TreeMap<String, ValueType>();
        names.forEach(name -> catalog.get()
                .fact(name)
                .flatMap(fact -> fact.type().valueType())
                .ifPresent(type -> types.put(name, type)));
        return types;
    }

    /** One page after the other. */
    private static final class Pages {

        private final SegmentWriter segments;
        private long count;
        private Optional<SubjectId> last = Optional.empty();

        Pages(Map<String, ValueType> facts) {
            this.segments = new SegmentWriter(facts);
        }

        void add(List<FactValues> page) {
            count += page.size();
            if (count > MOST_SUBJECTS) {
                throw TOO_MANY.because("a question about an earlier time is answered for %,d subjects at most"
                        .formatted(MOST_SUBJECTS));
            }
            page.forEach(values -> segments.add(values.subject(), values));
            if (!page.isEmpty()) {
                last = Optional.of(page.getLast().subject());
            }
        }

        List<Part> finish() {
            return segments.finish().stream()
                    .map(segment -> new Part(segment, segment.all()))
                    .toList();
        }
    }
}
