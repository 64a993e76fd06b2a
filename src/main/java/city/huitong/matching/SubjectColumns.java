package city.huitong.matching;

import static city.huitong.platform.problem.PlatformProblem.OVERLOADED;

import city.huitong.catalog.ShardRange;
import city.huitong.catalog.SubjectId;
import city.huitong.catalog.SubjectKind;
import city.huitong.expression.Bindings;
import city.huitong.matching.columns.Everybody;
import city.huitong.matching.columns.Part;
import city.huitong.platform.outbox.OutboxBacklog;
import city.huitong.platform.problem.Problem;
import city.huitong.platform.runtime.Background;
import city.huitong.platform.runtime.CityClock;
import city.huitong.platform.runtime.WorkInFlight;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Facts of the subjects of this process' shards in its memory, as columns: for questions about all of them at once. Loaded from PostgreSQL,
 * kept current by the topic of changed facts, of which every process hears all, and loaded again when the catalogue has other facts. They
 * can be lost at any time; PostgreSQL has the truth.
 */
@ApplicationScoped
public class SubjectColumns {

    private static final List<SubjectKind> KINDS = List.of(SubjectKind.values());
    private static final Duration FIRST_RETRY = Duration.ofMillis(200);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(10);

    private final ColumnFacts facts;
    private final Background background;
    private final WorkInFlight inFlight;
    private final OutboxBacklog backlog;
    private final CityClock clock;
    private final Duration lag;

    /** Since when changes that were heard are not in the columns yet; null when there are none. */
    private final AtomicReference<@Nullable Instant> busySince = new AtomicReference<>();

    private final ConcurrentMap<Place, Everybody> loading = new ConcurrentHashMap<>();
    private final ConcurrentMap<Place, Loaded> loaded = new ConcurrentHashMap<>();
    private final Map<SubjectKind, Loader> loaders = new EnumMap<>(SubjectKind.class);
    private volatile @Nullable List<ShardRange> assigned;
    private volatile boolean listening;

    SubjectColumns(
            ColumnFacts facts,
            Background background,
            WorkInFlight inFlight,
            OutboxBacklog backlog,
            CityClock clock,
            @ConfigProperty(name = "huitong.matching.columns-lag") Duration lag) {
        this.backlog = backlog;
        this.clock = clock;
        this.lag = lag;
        this.facts = facts;
        this.background = background;
        this.inFlight = inFlight;
        KINDS.forEach(kind -> loaders.put(kind, new Loader()));
    }

    private record Place(SubjectKind kind, ShardRange shards) {}

    /** @param meaning how often facts of the kind had come to mean something new when it was loaded */
    private record Loaded(Everybody everybody, int meaning) {}

    /** Subjects of a kind are loaded one range after the other. */
    private static final class Loader {

        private final AtomicBoolean busy = new AtomicBoolean();
        private final AtomicInteger meaning = new AtomicInteger();
    }

    /** Which shards this process has to hold. Fails with {@code overloaded} before it has been told. */
    public List<ShardRange> assigned() {
        return Optional.ofNullable(assigned).orElseThrow(SubjectColumns::notYet);
    }

    /** The same, none before it has been told. */
    List<ShardRange> held() {
        return Optional.ofNullable(assigned).orElse(List.of());
    }

    /** All subjects of one kind that this process has to hold, as of now. Fails with {@code overloaded} while they are being loaded. */
    public List<Part> parts(SubjectKind kind) {
        return assigned().stream()
                .flatMap(shards -> parts(kind, shards).stream())
                .toList();
    }

    /** The same for one of the ranges it has been told to hold. */
    public List<Part> parts(SubjectKind kind, ShardRange shards) {
        var known = loaded.get(new Place(kind, shards));
        if (known == null || !known.everybody().facts().equals(facts.columns(kind))) {
            loadMissing(kind);
            throw notYet();
        }
        return known.everybody().parts();
    }

    /** All subjects of these shards, where all of them are held here and not far behind; empty for who can do without. */
    public Optional<List<Part>> current(SubjectKind kind, ShardRange wanted) {
        var places = held().stream()
                .filter(shards -> shards.last() >= wanted.first() && shards.first() <= wanted.last())
                .map(shards -> new Place(kind, shards))
                .toList();
        var covered = places.stream()
                .mapToInt(place -> Math.min(place.shards().last(), wanted.last())
                        - Math.max(place.shards().first(), wanted.first())
                        + 1)
                .sum();
        var found = places.stream()
                .map(loaded::get)
                .filter(known -> isCurrent(known, kind))
                .toList();
        var usable = covered == wanted.last() - wanted.first() + 1 && found.size() == places.size() && !isBehind();
        return usable
                ? Optional.of(found.stream()
                        .flatMap(known -> known.everybody().parts().stream())
                        .toList())
                : Optional.empty();
    }

    /** Changes that were committed longer ago than this are in the columns that {@link #current} gives. */
    public Duration lag() {
        return lag;
    }

    private boolean isBehind() {
        var since = busySince.get();
        var busy = since == null ? Duration.ZERO : Duration.between(since, clock.now());
        return busy.compareTo(lag.dividedBy(2)) > 0 || backlog.age().compareTo(lag.dividedBy(2)) > 0;
    }

    private static Problem notYet() {
        return OVERLOADED
                .because("the facts of everybody are being loaded; try again in a moment")
                .withHeader("Retry-After", "5");
    }

    /** Loads these shards as far as they are not here, and drops all others. */
    public void assign(List<ShardRange> shards) {
        assigned = List.copyOf(shards);
        loaded.keySet().removeIf(place -> !shards.contains(place.shards()));
        KINDS.forEach(this::loadMissing);
    }

    /** Loads everybody; called when changes are being listened to, so that none is missed in between. */
    public void start() {
        listening = true;
        KINDS.forEach(this::loadAgain);
    }

    /** Loads again whoever has facts of this kind, because one of them means something new. */
    public void redefined(SubjectKind kind) {
        loadAgain(kind);
        if (kind == SubjectKind.HOUSEHOLD) {
            loadAgain(SubjectKind.PERSON);
        }
    }

    private void loadAgain(SubjectKind kind) {
        loader(kind).meaning.incrementAndGet();
        loadMissing(kind);
    }

    private Loader loader(SubjectKind kind) {
        return Objects.requireNonNull(loaders.get(kind));
    }

    private void loadMissing(SubjectKind kind) {
        if (listening && missing(kind).isPresent() && loader(kind).busy.compareAndSet(false, true)) {
            background.start("loading the facts of every " + kind.word(), () -> loadAll(kind));
        }
    }

    /** What became due after the last look is looked for once more. */
    private Uni<Void> loadAll(SubjectKind kind) {
        return Multi.createBy()
                .repeating()
                .uni(() -> loadNext(kind))
                .whilst(more -> more)
                .onItem()
                .ignoreAsUni()
                .onFailure(_ -> !inFlight.isStopping())
                .retry()
                .withBackOff(FIRST_RETRY, LONGEST_RETRY)
                .indefinitely()
                .onTermination()
                .invoke(() -> loader(kind).busy.set(false))
                .invoke(() -> loadMissing(kind));
    }

    private Uni<Boolean> loadNext(SubjectKind kind) {
        return missing(kind)
                .map(place -> load(place).replaceWith(true))
                .orElseGet(() -> Uni.createFrom().item(false));
    }

    private Optional<Place> missing(SubjectKind kind) {
        return held().stream()
                .map(shards -> new Place(kind, shards))
                .filter(place -> !isCurrent(loaded.get(place), kind))
                .findFirst();
    }

    private boolean isCurrent(@Nullable Loaded known, SubjectKind kind) {
        return known != null
                && known.meaning() == loader(kind).meaning.get()
                && known.everybody().facts().equals(facts.columns(kind));
    }

    private Uni<Void> load(Place place) {
        var meaning = loader(place.kind()).meaning.get();
        var everybody = new Everybody(facts.columns(place.kind()));
        loading.put(place, everybody);
        return facts.load(place.kind(), place.shards(), everybody.facts())
                .invoke(everybody::load)
                .invoke(() -> keep(place, new Loaded(everybody, meaning)))
                .onTermination()
                .invoke(() -> loading.remove(place, everybody))
                .replaceWithVoid();
    }

    /** Unless it has been given to another process meanwhile. */
    private void keep(Place place, Loaded complete) {
        loaded.put(place, complete);
        if (!held().contains(place.shards())) {
            loaded.remove(place);
        }
    }

    /** Takes the newest facts of subjects that have changed, as far as they are held here. */
    public Uni<Void> changed(Map<SubjectKind, Collection<SubjectId>> changed) {
        busySince.compareAndSet(null, clock.now());
        return facts.withMembers(changed)
                .chain(all -> Multi.createFrom()
                        .iterable(all.entrySet())
                        .onItem()
                        .transformToUniAndConcatenate(each -> changed(each.getKey(), each.getValue()))
                        .onItem()
                        .ignoreAsUni())
                .invoke(() -> busySince.set(null));
    }

    private Uni<Void> changed(SubjectKind kind, Collection<SubjectId> subjects) {
        var waiting = Stream.concat(
                        loading.entrySet().stream(),
                        loaded.entrySet().stream()
                                .map(each ->
                                        Map.entry(each.getKey(), each.getValue().everybody())))
                .filter(each -> each.getKey().kind() == kind)
                .toList();
        var here = subjects.stream()
                .filter(subject ->
                        waiting.stream().anyMatch(each -> each.getKey().shards().contains(subject)))
                .toList();
        return here.isEmpty()
                ? Uni.createFrom().voidItem()
                : facts.now(kind, here)
                        .invoke(newest -> waiting.forEach(
                                each -> put(each.getValue(), each.getKey().shards(), newest)))
                        .replaceWithVoid();
    }

    private static void put(Everybody everybody, ShardRange shards, Map<SubjectId, Bindings> newest) {
        var ours = new HashMap<>(newest);
        ours.keySet().removeIf(subject -> !shards.contains(subject));
        if (!ours.isEmpty()) {
            everybody.put(ours);
        }
    }
}
