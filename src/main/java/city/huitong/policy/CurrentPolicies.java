package city.huitong.policy;

import static city.huitong.platform.problem.PlatformProblem.OVERLOADED;
import static city.huitong.policy.PolicyProblem.POLICY_NOT_FOUND;

import city.huitong.catalog.CurrentCatalog;
import city.huitong.catalog.SubjectKind;
import city.huitong.expression.ExpressionCompiler;
import city.huitong.platform.problem.Problem;
import city.huitong.platform.runtime.Background;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The published policies in memory, compiled. Follows the stored ones. */
@ApplicationScoped
public class CurrentPolicies {

    private static final Logger LOG = Logger.getLogger(CurrentPolicies.class);

    private final PolicyRepository repository;
    private final CurrentCatalog catalog;
    private final Background background;
    private final PolicyReader reader = new PolicyReader(new ExpressionCompiler());
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private volatile @Nullable Snapshot current;

    /** All of them by id, and in the same order those about one kind of subject. */
    private record Snapshot(Map<String, PublishedPolicy> byId, Map<SubjectKind, List<Policy>> about) {

        static Snapshot of(Map<String, PublishedPolicy> byId) {
            return new Snapshot(
                    byId,
                    byId.values().stream()
                            .map(PublishedPolicy::policy)
                            .collect(Collectors.groupingBy(Policy::subject, Collectors.toUnmodifiableList())));
        }
    }

    CurrentPolicies(PolicyRepository repository, CurrentCatalog catalog, Background background) {
        this.repository = repository;
        this.catalog = catalog;
        this.background = background;
    }

    /** All policies by id. Like every question here it fails with {@code overloaded} before they were read the first time. */
    public List<PublishedPolicy> all() {
        return List.copyOf(known().byId().values());
    }

    /** All of them as what is known now. */
    public KnownLaw law() {
        return new KnownLaw(known().byId().values(), List.of());
    }

    /** The policies about one kind of subject, by id; the same list until one is published. */
    public List<Policy> about(SubjectKind kind) {
        return known().about().getOrDefault(kind, List.of());
    }

    /** The policy, if it is published. */
    public Optional<Policy> find(PolicyId id) {
        return published(id.value()).map(PublishedPolicy::policy);
    }

    /** The policy. Fails with {@code policy-not-found}. */
    public Policy require(PolicyId id) {
        return find(id).orElseThrow(() -> notFound(id.value()));
    }

    /** The policy with its publication; takes what a caller wrote. Fails with {@code policy-not-found}. */
    public PublishedPolicy require(String id) {
        return published(id).orElseThrow(() -> notFound(id));
    }

    /** The latest publication of a policy, as far as this process knows. */
    Optional<PublishedPolicy> latest(PolicyId id) {
        return published(id.value());
    }

    /** The number of the latest publication of a policy; 0 where it has none. */
    public int publication(PolicyId id) {
        return published(id.value())
                .map(published -> published.publication().number())
                .orElse(0);
    }

    /** Whether just these words are in force. */
    boolean holds(PolicyDocument document) {
        var hash = document.contentHash();
        return known().byId().values().stream()
                .anyMatch(policy -> policy.publication().hash().equals(hash));
    }

    /** Reads the stored policies. */
    public Uni<Void> reload() {
        return reload(Optional.empty());
    }

    /** The same after a publication, which is compiled already. */
    Uni<Void> reload(Optional<PublishedPolicy> compiled) {
        return catalog.known()
                .chain(repository::allLatest)
                .map(publications -> compile(publications, compiled))
                .invoke(all -> current = Snapshot.of(all))
                .replaceWithVoid();
    }

    /** Completes when the policies of the start are there. Whoever matches waits for it: without policies nobody would match. */
    public Uni<Void> ready() {
        return background.apart(Uni.createFrom().completionStage(ready));
    }

    /** Called once the start has loaded what there is. */
    void markReady() {
        ready.complete(null);
    }

    private Snapshot known() {
        var known = current;
        if (known == null) {
            throw OVERLOADED.because("the hub has just started; try again in a moment");
        }
        return known;
    }

    private Optional<PublishedPolicy> published(String id) {
        return Optional.ofNullable(known().byId().get(id));
    }

    private Map<String, PublishedPolicy> compile(List<Publication> publications, Optional<PublishedPolicy> compiled) {
        var vocabulary = CatalogVocabulary.of(catalog.get());
        var policies = new TreeMap<String, PublishedPolicy>();
        for (var publication : publications) {
            compiled.filter(policy -> isOf(publication, policy))
                    .or(() -> compile(publication, vocabulary))
                    .ifPresent(policy -> policies.put(policy.policy().id().value(), policy));
        }
        return java.util.Collections.unmodifiableMap(policies);
    }

    private static boolean isOf(Publication publication, PublishedPolicy policy) {
        return policy.publication().policy().equals(publication.policy())
                && policy.publication().number() == publication.number();
    }

    /** A policy that can no longer be read must not keep the others from being matched. */
    private Optional<PublishedPolicy> compile(Publication publication, FactVocabulary vocabulary) {
        var before = current;
        var known =
                before == null ? null : before.byId().get(publication.policy().value());
        if (known != null && known.publication().number() == publication.number()) {
            return Optional.of(known);
        }
        try {
            return Optional.of(new PublishedPolicy(reader.read(publication.document(), vocabulary), publication));
        } catch (Problem problem) {
            LOG.errorf(
                    "policy %s cannot be read any more and is not matched: %s",
                    publication.policy(), new ArrayList<>(problem.violations()));
            return Optional.empty();
        }
    }

    private static Problem notFound(String id) {
        return POLICY_NOT_FOUND.because(
                PolicyId.isValid(id) ? "no policy " + id + " is published" : "this cannot be the id of a policy");
    }
}
