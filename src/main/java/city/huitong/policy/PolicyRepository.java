package city.huitong.policy;

import city.huitong.platform.data.EntityTx;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/** Publications, as they were published. */
public interface PolicyRepository {

    /** The latest publication of a policy. Until the transaction ends nobody else publishes it. */
    Uni<Optional<Publication>> latest(EntityTx tx, PolicyId policy);

    /** Adds a publication and tells the other processes. */
    Uni<Void> add(EntityTx tx, Publication publication);

    /** The latest publication of every policy, by policy id. */
    Uni<List<Publication>> allLatest();
}
