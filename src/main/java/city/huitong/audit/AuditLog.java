package city.huitong.audit;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.UUID;

/** The signed log, for those who check it. Everything fails with {@code log-not-readable} while the files cannot be read. */
public interface AuditLog {

    /** The key that signs it, to be handed to those who check by a way they trust. */
    VerifierKey key();

    /** The newest signed checkpoint, a C2SP signed note. */
    Uni<String> checkpoint();

    /** A tile of hashes or a bundle of entries. Fails with {@code tile-not-found}. */
    Uni<byte[]> tile(TilePath path);

    /** The proof of a leaf. Fails with {@code leaf-not-found}, or {@code leaf-not-signed-yet} in its first half second. */
    Uni<LeafProof> leaf(UUID id);

    /** Shows that the leaf at the index is in the tree of that size. Fails with {@code log-range-invalid}. */
    Uni<InclusionProof> inclusion(long index, long size);

    /** Shows that the later tree begins with the earlier one. Fails with {@code log-range-invalid}. */
    Uni<ConsistencyProof> consistency(long from, long to);

    /**
     * All leaves of the newest checkpoint as the database has them, to be checked elsewhere: UTF-8 text, first a line of JSON
     * with the checkpoint, then each leaf's exact text on a line of its own. In pieces of any number of lines; the line feed
     * after each piece is left to whoever writes them.
     */
    Multi<byte[]> export();
}
