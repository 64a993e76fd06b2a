package city.huitong.policy;

import static city.huitong.policy.PolicyProblem.PROPOSAL_NOT_FOUND;
import static city.huitong.policy.PolicyProblem.PROPOSAL_NOT_OPEN;
import static city.huitong.policy.PolicyProblem.PROPOSAL_OF_ANOTHER;

import city.huitong.platform.data.EntityTx;
import city.huitong.platform.data.Page;
import city.huitong.platform.data.PageRequest;
import city.huitong.platform.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Finds proposals, and says whether something may still be done with one. */
@ApplicationScoped
public class FindProposal {

    private final ProposalQueries queries;
    private final ProposalRepository repository;

    FindProposal(ProposalQueries queries, ProposalRepository repository) {
        this.queries = queries;
        this.repository = repository;
    }

    /** The proposal. Fails with {@code proposal-not-found}. */
    public Uni<Proposal> require(PolicyId policy, UUID id) {
        return queries.find(policy, id).map(found -> found.orElseThrow(FindProposal::unknown));
    }

    /** Proposals, newest first; of one policy, in one state. */
    public Uni<Page<Proposal>> list(Optional<PolicyId> policy, Optional<String> state, PageRequest page) {
        return queries.list(policy, state, page);
    }

    Uni<Proposal> locked(EntityTx tx, PolicyId policy, UUID id) {
        return repository
                .locked(tx, id)
                .map(found -> found.filter(proposal -> proposal.policy().equals(policy))
                        .orElseThrow(FindProposal::unknown));
    }

    static void mustBeOpen(Proposal proposal) {
        if (!proposal.isOpen()) {
            throw PROPOSAL_NOT_OPEN.because("its state is " + proposal.state().word());
        }
    }

    static void mustBeOf(Proposal proposal, String by) {
        if (!proposal.proposedBy().equals(by)) {
            throw PROPOSAL_OF_ANOTHER.because("only who proposed it takes it back; a second person rejects it");
        }
    }

    /** What is no id at all is not found, too. */
    public static Problem unknown() {
        return PROPOSAL_NOT_FOUND.because("the policy has no such proposal");
    }
}
