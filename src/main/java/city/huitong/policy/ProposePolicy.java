package city.huitong.policy;

import static city.huitong.policy.PolicyProblem.POLICY_UNCHANGED;

import city.huitong.platform.data.EntityTx;
import city.huitong.platform.data.UnitOfWork;
import city.huitong.platform.runtime.CityClock;
import city.huitong.platform.runtime.Identifiers;
import city.huitong.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** What an officer does with a proposal: makes it, has it checked again, takes it back. */
@ApplicationScoped
public class ProposePolicy {

    private final PublishPolicy publishPolicy;
    private final TryProposal tryProposal;
    private final FindProposal find;
    private final CurrentPolicies current;
    private final ProposalRepository repository;
    private final ProposalTrail trail;
    private final UnitOfWork unitOfWork;
    private final CityClock clock;
    private final Identifiers identifiers;

    ProposePolicy(
            PublishPolicy publishPolicy,
            TryProposal tryProposal,
            FindProposal find,
            CurrentPolicies current,
            ProposalRepository repository,
            ProposalTrail trail,
            UnitOfWork unitOfWork,
            CityClock clock,
            Identifiers identifiers) {
        this.publishPolicy = publishPolicy;
        this.tryProposal = tryProposal;
        this.find = find;
        this.current = current;
        this.repository = repository;
        this.trail = trail;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
        this.identifiers = identifiers;
    }

    /**
     * Proposes. The same words again are the same proposal.
     *
     * @param by the client that asks
     * @return the proposal with its report. Fails with {@code policy-invalid} or {@code policy-cases-fail}, listing all violations, with
     *     {@code policy-engines-differ}, and with {@code policy-unchanged} when just these words are law
     */
    public Uni<Proposal> propose(PolicyDocument document, String by) {
        var policy = publishPolicy.admitted(document);
        if (current.holds(document)) {
            throw POLICY_UNCHANGED.because("just these words are law");
        }
        var hash = document.contentHash();
        var base = current.publication(policy.id());
        return tryProposal
                .report(policy, document)
                .map(report -> new Proposal(
                        identifiers.next(),
                        policy.id(),
                        base,
                        document,
                        hash,
                        report,
                        by,
                        clock.now(),
                        new Proposal.Proposed()))
                .chain(proposal -> unitOfWork.onEntities(tx -> add(tx, proposal)));
    }

    /** Checks an open proposal against what is law now. Fails as {@link #propose} does, and with {@code proposal-not-open}. */
    public Uni<Proposal> check(PolicyId id, UUID proposal, String by) {
        return find.require(id, proposal).invoke(FindProposal::mustBeOpen).chain(found -> {
            var policy = publishPolicy.admitted(found.document());
            var base = current.publication(id);
            return tryProposal
                    .report(policy, found.document())
                    .chain(report -> unitOfWork.onEntities(tx -> find.locked(tx, id, proposal)
                            .invoke(FindProposal::mustBeOpen)
                            .map(open -> open.checked(base, report))
                            .call(checked -> save(tx, checked, by, "check"))));
        });
    }

    /** Takes it back. Fails with {@code proposal-of-another} and {@code proposal-not-open}. */
    public Uni<Proposal> withdraw(PolicyId id, UUID proposal, String by) {
        return unitOfWork.onEntities(tx -> find.locked(tx, id, proposal)
                .invoke(found -> FindProposal.mustBeOf(found, by))
                .invoke(FindProposal::mustBeOpen)
                .map(found -> found.with(new Proposal.Withdrawn(clock.now())))
                .call(withdrawn -> save(tx, withdrawn, by, "withdraw")));
    }

    private Uni<Proposal> add(EntityTx tx, Proposal proposal) {
        return repository
                .add(tx, proposal)
                .chain(added -> added
                        ? trail.write(tx, proposal, proposal.proposedBy(), Roles.OFFICER, "propose")
                                .replaceWith(proposal)
                        : repository
                                .waiting(tx, proposal.policy(), proposal.hash())
                                .map(known -> known.orElse(proposal)));
    }

    private Uni<Void> save(EntityTx tx, Proposal proposal, String by, String act) {
        return repository.save(tx, proposal).chain(() -> trail.write(tx, proposal, by, Roles.OFFICER, act));
    }
}
