package city.huitong.audit;

import java.time.Instant;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * An act as its subject sees it: who, when, which fields, for which purpose and on which basis.
 *
 * @param leaf the leaf that proves it
 * @param index its place in the log; empty for the half second until it has one
 * @param entry what was written
 */
public record Access(UUID leaf, OptionalLong index, AuditEntry entry) {

    /** Since when the subject can see it, UTC. */
    public Instant visibleFrom() {
        return entry.visibleFrom();
    }
}
