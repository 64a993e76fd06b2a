package city.huitong.audit;

import io.smallrye.mutiny.Uni;

/** Ends a halt of the log. The hub never does so by itself: a person says which checkpoint is the right one. */
public interface RecoverLog {

    /**
     * Rebuilds the side that is wrong, database or files, from the one that has the checkpoint's tree, and lets the log go on
     * from there. It is itself an entry of the trail.
     *
     * <p>Fails with {@code log-not-halted}; {@code checkpoint-invalid} when it is not signed by this log or older than what was
     * signed last; {@code log-not-recoverable} when neither side has its tree.
     *
     * @param checkpoint the checkpoint to go on from, as kept by a partner or an auditor
     * @param actor who orders it: the client's identifier
     * @param role in which role
     */
    Uni<Recovery> recover(String checkpoint, String actor, String role);

    /**
     * What was done.
     *
     * @param size the tree's size from which the log goes on
     * @param source which side was right
     * @param repaired how many bundles of 256 leaves were rebuilt on the other side
     */
    record Recovery(long size, Source source, long repaired) {}

    /** Which side has the checkpoint's tree. */
    enum Source {
        BOTH,
        DATABASE,
        FILES
    }
}
