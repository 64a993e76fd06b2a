package city.huitong.subject;

import city.huitong.catalog.SubjectId;
import city.huitong.platform.data.SqlTx;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The register of subjects by the digests of their numbers, and of the keys these are made with. */
public interface NumberDigests {

    /**
     * The keys by their ids.
     *
     * @param current what newcomers are digested with, in all processes
     * @param inUse what the digests of the register are made with
     * @param changed whether there was ever another one
     */
    record Keys(int current, Set<Integer> inUse, boolean changed) {}

    /** The keys. They stay so until the transaction ends: a process that starts with another current key waits for it. */
    Uni<Keys> hold(SqlTx tx);

    /** Which of these digests belong to somebody, and to whom. */
    Uni<Map<UUID, SubjectId>> known(SqlTx tx, Collection<UUID> digests);

    /** The subject whom one of these digests belongs to. Fails with {@code key-unknown} where numbers are digested with others. */
    Uni<Optional<SubjectId>> find(Collection<UUID> digests, Set<Integer> keys);
}
