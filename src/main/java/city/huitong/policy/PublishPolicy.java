package city.huitong.policy;

import static city.huitong.policy.PolicyProblem.POLICY_INVALID;

import city.huitong.catalog.CurrentCatalog;
import city.huitong.catalog.DepartmentId;
import city.huitong.expression.ExpressionCompiler;
import city.huitong.platform.data.EntityTx;
import city.huitong.platform.data.UnitOfWork;
import city.huitong.platform.outbox.Outbox;
import city.huitong.platform.outbox.OutboxEvent;
import city.huitong.platform.problem.Violation;
import city.huitong.platform.runtime.CityClock;
import city.huitong.platform.runtime.Identifiers;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/**
 * Publishes a policy: reads it, runs its golden cases, stores it and has everybody matched. Publishing the same words again
 * changes nothing.
 */
@ApplicationScoped
public class PublishPolicy {

    /** The topic on which publications are announced; the key is the policy. */
    public static final String TOPIC = "huitong.policies";

    private static final String TYPE = "city.huitong.policy.published.v1";

    private final CurrentCatalog catalog;
    private final CurrentPolicies current;
    private final UnitOfWork unitOfWork;
    private final PolicyRepository repository;
    private final Outbox outbox;
    private final CityClock clock;
    private final Identifiers identifiers;
    private final PolicyReader reader = new PolicyReader(new ExpressionCompiler());

    PublishPolicy(
            CurrentCatalog catalog,
            CurrentPolicies current,
            UnitOfWork unitOfWork,
            PolicyRepository repository,
            Outbox outbox,
            CityClock clock,
            Identifiers identifiers) {
        this.catalog = catalog;
        this.current = current;
        this.unitOfWork = unitOfWork;
        this.repository = repository;
        this.outbox = outbox;
        this.clock = clock;
        this.identifiers = identifiers;
    }

    /**
     * Publishes.
     *
     * @param by the client that asks
     * @return what is in force now. Fails with {@code policy-invalid} or {@code policy-cases-fail}, listing all violations
     */
    public Uni<PublishedPolicy> publish(PolicyDocument document, String by) {
        var policy = admitted(document);
        return unitOfWork
                .onEntities(
                        tx -> repository.latest(tx, policy.id()).chain(latest -> add(tx, policy, latest, document, by)))
                .map(publication -> new PublishedPolicy(policy, publication))
                .call(published -> current.reload(Optional.of(published)));
    }

    /** Reads a policy that is not to be published; it may do without cases. Fails with {@code policy-invalid}. */
    public Policy draft(PolicyDocument document) {
        return reader.draft(document, CatalogVocabulary.of(catalog.get()));
    }

    private Policy admitted(PolicyDocument document) {
        var policy = reader.read(document, CatalogVocabulary.of(catalog.get()));
        if (catalog.get().department(new DepartmentId(policy.authority())).isEmpty()) {
            throw POLICY_INVALID
                    .because("the policy has 1 violation")
                    .with(List.of(new Violation("/authority", "department-unknown", "must be a department's id")));
        }
        return PublicationGate.admit(fitting(policy));
    }

    /** Beside those that are published now; the next publication of the policy itself takes its place. */
    private Policy fitting(Policy policy) {
        var published = current.all().stream().map(PublishedPolicy::policy).toList();
        var violations = Exclusions.among(published).check(policy);
        if (!violations.isEmpty()) {
            throw POLICY_INVALID
                    .because("policy %s does not fit beside the published ones".formatted(policy.id()))
                    .with(violations);
        }
        return policy;
    }

    private Uni<Publication> add(
            EntityTx tx, Policy policy, Optional<Publication> latest, PolicyDocument document, String by) {
        var hash = document.contentHash();
        if (latest.filter(known -> known.hash().equals(hash)).isPresent()) {
            return Uni.createFrom().item(latest.get());
        }
        var number = latest.map(Publication::number).orElse(0) + 1;
        var publication = new Publication(policy.id(), number, document, hash, by, clock.now());
        return repository
                .add(tx, publication)
                .chain(() -> outbox.append(tx, event(publication)))
                .replaceWith(publication);
    }

    /** Carries the id of the run it asks for, so that hearing it twice starts one run. */
    private OutboxEvent event(Publication publication) {
        var data = """
                {"policy":"%s","publication":%d,"hash":"%s","run":"%s"}""".formatted(publication.policy(), publication.number(), publication.hash(), identifiers.next());
        return new OutboxEvent(TOPIC, publication.policy().value(), TYPE, data);
    }
}
