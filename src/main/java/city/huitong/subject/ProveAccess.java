package city.huitong.subject;

import static city.huitong.audit.AuditProblem.LEAF_NOT_FOUND;

import city.huitong.audit.AccessQueries;
import city.huitong.audit.AuditLog;
import city.huitong.audit.LeafProof;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Proves to a subject that an entry about it is in the signed log. */
@ApplicationScoped
public class ProveAccess {

    private final AccessQueries accesses;
    private final AuditLog log;

    ProveAccess(AccessQueries accesses, AuditLog log) {
        this.accesses = accesses;
        this.log = log;
    }

    /** The proof. Fails with {@code leaf-not-found}, for another subject's leaf and for one not shown yet just so. */
    public Uni<LeafProof> prove(OwnSubject.Own own, String leaf) {
        var id = parse(leaf);
        return accesses.isOf(own.id().value(), id).chain(isOwn -> isOwn ? log.leaf(id) : unknown());
    }

    private static UUID parse(String leaf) {
        try {
            return UUID.fromString(leaf);
        } catch (IllegalArgumentException _) {
            throw LEAF_NOT_FOUND.because("a leaf's id is a UUID");
        }
    }

    private static Uni<LeafProof> unknown() {
        return Uni.createFrom().failure(LEAF_NOT_FOUND.because("no entry that you may see has this id"));
    }
}
