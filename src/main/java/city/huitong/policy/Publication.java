package city.huitong.policy;

import java.time.Instant;
import java.util.Optional;

/**
 * A policy as it was published once. Never changes; a correction is the next publication.
 *
 * @param number from 1, per policy
 * @param hash of the document with its cases, see {@link PolicyDocument#contentHash()}
 * @param publishedBy the client that proposed it, {@code city-pack} for what came with the pack
 * @param approvedBy the second person's client; empty for what came with the city pack, which has a review of its own
 * @param publishedAt UTC
 */
public record Publication(
        PolicyId policy,
        int number,
        PolicyDocument document,
        String hash,
        String publishedBy,
        Optional<String> approvedBy,
        Instant publishedAt) {}
