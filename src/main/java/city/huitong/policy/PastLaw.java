package city.huitong.policy;

import city.huitong.catalog.CurrentCatalog;
import city.huitong.expression.ExpressionCompiler;
import city.huitong.platform.data.SqlTx;
import city.huitong.platform.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The law as it was known at an earlier time: of each policy the publication that was the latest then, compiled against the catalogue as it
 * is, since that has no history. Publications never change, so what was compiled once is kept.
 */
@ApplicationScoped
public class PastLaw {

    /** Beyond that all are forgotten; compiling one takes a few milliseconds. */
    private static final int KEPT = 2_000;

    /** A publication, read with one state of the catalogue. */
    private record Key(PolicyId policy, int number, long revision) {}

    private final PublicationQueries publications;
    private final CurrentPolicies current;
    private final CurrentCatalog catalog;
    private final PolicyReader reader = new PolicyReader(new ExpressionCompiler());
    private final ConcurrentHashMap<Key, PublishedPolicy> known = new ConcurrentHashMap<>();

    PastLaw(PublicationQueries publications, CurrentPolicies current, CurrentCatalog catalog) {
        this.publications = publications;
        this.current = current;
        this.catalog = catalog;
    }

    /**
     * The law as known at a time.
     *
     * @param time UTC, not in the future
     */
    public Uni<KnownLaw> at(Instant time) {
        return publications.knownAt(time).chain(this::read);
    }

    /**
     * Whether these publications are still the law as known at that time, and nobody is publishing one that will be, within the transaction
     * that is to say so.
     */
    public Uni<Boolean> isStill(SqlTx tx, Instant time, Collection<PublishedPolicy> some) {
        var numbers = some.stream()
                .collect(Collectors.toMap(
                        each -> each.policy().id(), each -> each.publication().number()));
        return publications.knownAt(tx, time, numbers.keySet()).map(numbers::equals);
    }

    /** See {@link PublicationQueries#holdStill}. */
    public Uni<Void> holdStill(SqlTx tx, Collection<PublishedPolicy> some) {
        return publications.holdStill(
                tx,
                some.stream()
                        .map(each -> each.policy().id())
                        .sorted(PastLaw::byId)
                        .toList());
    }

    private static int byId(PolicyId some, PolicyId other) {
        return some.value().compareTo(other.value());
    }

    private Uni<KnownLaw> read(Map<PolicyId, Integer> numbers) {
        var revision = catalog.get().revision();
        var there = new ArrayList<PublishedPolicy>();
        var others = new LinkedHashMap<PolicyId, Integer>();
        numbers.forEach((policy, number) ->
                find(new Key(policy, number, revision)).ifPresentOrElse(there::add, () -> others.put(policy, number)));
        return others.isEmpty()
                ? Uni.createFrom().item(new KnownLaw(there, List.of()))
                : publications
                        .load(others)
                        .emitOn(Infrastructure.getDefaultWorkerPool())
                        .map(loaded -> with(there, loaded));
    }

    private Optional<PublishedPolicy> find(Key key) {
        return current.latest(key.policy())
                .filter(each -> each.publication().number() == key.number())
                .or(() -> Optional.ofNullable(known.get(key)));
    }

    private KnownLaw with(List<PublishedPolicy> there, List<Publication> loaded) {
        var now = catalog.get();
        var vocabulary = CatalogVocabulary.of(now);
        var unreadable = new ArrayList<KnownLaw.Unreadable>();
        for (var publication : loaded) {
            try {
                var policy = new PublishedPolicy(reader.read(publication.document(), vocabulary), publication);
                keep(new Key(publication.policy(), publication.number(), now.revision()), policy);
                there.add(policy);
            } catch (Problem problem) {
                unreadable.add(new KnownLaw.Unreadable(publication, problem.violations()));
            }
        }
        return new KnownLaw(there, unreadable);
    }

    private void keep(Key key, PublishedPolicy policy) {
        if (known.size() >= KEPT) {
            known.clear();
        }
        known.put(key, policy);
    }
}
