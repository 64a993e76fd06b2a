package city.huitong.policy;

import city.huitong.platform.data.Page;
import city.huitong.platform.data.PageRequest;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.UUID;

/** Proposals, read side. */
public interface ProposalQueries {

    /** One proposal of a policy. */
    Uni<Optional<Proposal>> find(PolicyId policy, UUID id);

    /**
     * Proposals, newest first.
     *
     * @param policy of this policy only
     * @param state in this state only, one of {@link Proposal#STATES}
     */
    Uni<Page<Proposal>> list(Optional<PolicyId> policy, Optional<String> state, PageRequest page);
}
