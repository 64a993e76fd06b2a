package city.huitong.policy;

import static city.huitong.policy.PolicyProblem.POLICY_INVALID;
import static city.huitong.policy.PolicyProblem.PROPOSAL_OUTDATED;

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
 * Publishes a policy: reads it, runs its golden cases, stores it and has everybody matched. What comes with the city pack is published
 * as it is, as the pack has a review of its own; everything else is a proposal that a second person approves ({@link DecideProposal}).
 */
@ApplicationScoped
public class PublishPolicy {

    /** The topic on which publications are announced; the key is the policy. */
    public static final String TOPIC = "huitong.policies";

    /** Who publishes what comes with the city's pack. */
    private static final String CITY_PACK = "city-pack";

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
     * Publishes a document of the city pack. The same words again change nothing.
     *
     * @return what is in force now. Fails with {@code policy-invalid} or {@code policy-cases-fail}, listing all violations
     */
    Uni<PublishedPolicy> publish(PolicyDocument document) {
        var policy = admitted(document);
        return unitOfWork
                .onEntities(
                        tx -> repository.latest(tx, policy.id()).chain(latest -> addNew(tx, policy, latest, document)))
                .map(publication -> new PublishedPolicy(policy, publication))
                .call(published -> current.reload(Optional.of(published)));
    }

    /**
     * Publishes a proposal in the transaction in which it is approved. Fails with {@code proposal-outdated} when something else was
     * published since it was checked.
     *
     * @param policy its document, read now
     */
    Uni<PublishedPolicy> publish(EntityTx tx, Policy policy, Proposal proposal, String approvedBy) {
        return repository
                .latest(tx, policy.id())
                .invoke(latest -> mustBeBase(proposal, number(latest)))
                .map(latest -> new Publication(
                        policy.id(),
                        number(latest) + 1,
                        proposal.document(),
                        proposal.hash(),
                        proposal.proposedBy(),
                        Optional.of(approvedBy),
                        clock.now()))
                .call(publication -> add(tx, publication))
                .map(publication -> new PublishedPolicy(policy, publication));
    }

    private static void mustBeBase(Proposal proposal, int latest) {
        if (proposal.base() != latest) {
            throw PROPOSAL_OUTDATED.because("it was checked against publication %d, and %d is law; check it again"
                    .formatted(proposal.base(), latest));
        }
    }

    private static int number(Optional<Publication> latest) {
        return latest.map(Publication::number).orElse(0);
    }

    /** Reads a policy that is not to be published; it may do without cases. Fails with {@code policy-invalid}. */
    public Policy draft(PolicyDocument document) {
        return reader.draft(document, CatalogVocabulary.of(catalog.get()));
    }

    /** Reads a policy that may be published as far as can be said without its engines and a second person. */
    Policy admitted(PolicyDocument document) {
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

    private Uni<Publication> addNew(EntityTx tx, Policy policy, Optional<Publication> latest, PolicyDocument document) {
        var hash = document.contentHash();
        if (latest.filter(known -> known.hash().equals(hash)).isPresent()) {
            return Uni.createFrom().item(latest.get());
        }
        var publication = new Publication(
                policy.id(), number(latest) + 1, document, hash, CITY_PACK, Optional.empty(), clock.now());
        return add(tx, publication).replaceWith(publication);
    }

    private Uni<Void> add(EntityTx tx, Publication publication) {
        return repository.add(tx, publication).chain(() -> outbox.append(tx, event(publication)));
    }

    /** Carries the id of the run it asks for, so that hearing it twice starts one run. */
    private OutboxEvent event(Publication publication) {
        var data = """
                {"policy":"%s","publication":%d,"hash":"%s","run":"%s"}""".formatted(publication.policy(), publication.number(), publication.hash(), identifiers.next());
        return new OutboxEvent(TOPIC, publication.policy().value(), TYPE, data);
    }
}
