package city.huitong.policy;

/** A policy and the publication it was read from. */
public record PublishedPolicy(Policy policy, Publication publication) {}
