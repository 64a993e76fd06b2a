package city.huitong.policy;

import java.time.Instant;

/**
 * A policy as it was published once. Never changes; a correction is the next publication.
 *
 * @param number from 1, per policy
 * @param hash of the document with its cases, see {@link PolicyDocument#contentHash()}
 * @param publishedBy the client that published it
 * @param publishedAt UTC
 */
public record Publication(
        PolicyId policy, int number, PolicyDocument document, String hash, String publishedBy, Instant publishedAt) {}
