package city.huitong.policy;

import city.huitong.platform.data.EntityTx;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.UUID;

/** Proposals, write side. */
public interface ProposalRepository {

    /** Adds it; empty when the same words wait already. */
    Uni<Boolean> add(EntityTx tx, Proposal proposal);

    /** The proposal, held until the transaction ends, so that two people cannot decide it at once. */
    Uni<Optional<Proposal>> locked(EntityTx tx, UUID id);

    /** The proposal of just these words that waits. */
    Uni<Optional<Proposal>> waiting(EntityTx tx, PolicyId policy, String hash);

    /** Keeps its base, report and state as they are now. */
    Uni<Void> save(EntityTx tx, Proposal proposal);
}
