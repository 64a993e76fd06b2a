package city.huitong.audit;

import city.huitong.platform.data.Tx;
import io.smallrye.mutiny.Uni;
import java.util.UUID;

/** Which leaves are about which subject. */
public interface SubjectLinks {

    /**
     * Erases the link between a subject and all leaves about it so far: its salt is deleted, after which nobody can say whose
     * they were. The leaves stay, and with them the tree. The act is itself a leaf, about nobody.
     *
     * @return the leaf of the act
     */
    Uni<UUID> sever(Tx tx, UUID subject, String actor, String role, Basis.Law basis);
}
