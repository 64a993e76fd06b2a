package city.huitong.policy;

import static city.huitong.platform.problem.PlatformProblem.SECOND_PERSON_REQUIRED;
import static city.huitong.policy.PolicyProblem.PROPOSAL_OUTDATED;
import static city.huitong.policy.PolicyProblem.REASON_INVALID;

import city.huitong.platform.data.EntityTx;
import city.huitong.platform.data.UnitOfWork;
import city.huitong.platform.problem.Problem;
import city.huitong.platform.runtime.CityClock;
import city.huitong.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** What the second person does with a proposal: makes it law, or says no. Never the one who proposed it. */
@ApplicationScoped
public class DecideProposal {

    private static final int LONGEST_REASON = 500;

    private final PublishPolicy publishPolicy;
    private final FindProposal find;
    private final CurrentPolicies current;
    private final ProposalRepository repository;
    private final ProposalTrail trail;
    private final UnitOfWork unitOfWork;
    private final CityClock clock;

    DecideProposal(
            PublishPolicy publishPolicy,
            FindProposal find,
            CurrentPolicies current,
            ProposalRepository repository,
            ProposalTrail trail,
            UnitOfWork unitOfWork,
            CityClock clock) {
        this.publishPolicy = publishPolicy;
        this.find = find;
        this.current = current;
        this.repository = repository;
        this.trail = trail;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    /**
     * Publishes it.
     *
     * @param by the second person's client
     * @return the proposal, approved. Fails with {@code second-person-required}, {@code proposal-not-open}, and
     *     {@code proposal-outdated} when it was checked against a law that is none any more, or can no longer be read
     */
    public Uni<Proposal> approve(PolicyId id, UUID proposal, String by) {
        return unitOfWork
                .onEntities(tx -> decidable(tx, id, proposal, by).chain(found -> approve(tx, found, by)))
                .call(outcome -> current.reload(Optional.of(outcome.published)))
                .map(Outcome::proposal);
    }

    private Uni<Outcome> approve(EntityTx tx, Proposal found, String by) {
        return publishPolicy
                .publish(tx, readable(found), found, by)
                .map(published -> new Outcome(approved(found, published, by), published))
                .call(outcome -> save(tx, outcome.proposal, by, "approve"));
    }

    /** Says no. Fails with {@code second-person-required}, {@code proposal-not-open} and {@code reason-invalid}. */
    public Uni<Proposal> reject(PolicyId id, UUID proposal, String reason, String by) {
        mustBeReason(reason);
        return unitOfWork.onEntities(tx -> decidable(tx, id, proposal, by)
                .map(found -> found.with(new Proposal.Rejected(by, clock.now(), reason)))
                .call(rejected -> save(tx, rejected, by, "reject")));
    }

    private record Outcome(Proposal proposal, PublishedPolicy published) {}

    private Proposal approved(Proposal found, PublishedPolicy published, String by) {
        return found.with(
                new Proposal.Approved(by, clock.now(), published.publication().number()));
    }

    private Uni<Proposal> decidable(EntityTx tx, PolicyId id, UUID proposal, String by) {
        return find.locked(tx, id, proposal)
                .invoke(found -> mustBeSecond(found, by))
                .invoke(FindProposal::mustBeOpen);
    }

    /** The catalogue and the other policies may have changed since it was checked. */
    private Policy readable(Proposal proposal) {
        try {
            return publishPolicy.admitted(proposal.document());
        } catch (Problem now) {
            throw PROPOSAL_OUTDATED
                    .because("it can no longer be published as it is: " + now.detail())
                    .with(now.violations());
        }
    }

    private static void mustBeSecond(Proposal proposal, String by) {
        if (proposal.proposedBy().equals(by)) {
            throw SECOND_PERSON_REQUIRED.because("who proposes does not decide");
        }
    }

    private static void mustBeReason(String reason) {
        var hasControl = reason.chars().anyMatch(Character::isISOControl);
        if (reason.isBlank() || reason.length() > LONGEST_REASON || hasControl) {
            throw REASON_INVALID.because(
                    "a rejection says why, in 1 to %d characters on one line".formatted(LONGEST_REASON));
        }
    }

    private Uni<Void> save(EntityTx tx, Proposal proposal, String by, String act) {
        return repository.save(tx, proposal).chain(() -> trail.write(tx, proposal, by, Roles.SECOND_OFFICER, act));
    }
}
