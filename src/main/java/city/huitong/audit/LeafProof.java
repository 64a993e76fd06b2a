package city.huitong.audit;

import java.util.UUID;

/**
 * All that is needed to check, without the hub, that an entry is in the log.
 *
 * @param leaf the leaf's identifier
 * @param entry the leaf's exact text
 * @param inclusion shows that it is in the checkpoint's tree
 * @param checkpoint the signed checkpoint
 */
public record LeafProof(UUID leaf, String entry, InclusionProof inclusion, String checkpoint) {}
