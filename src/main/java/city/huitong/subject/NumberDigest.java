package city.huitong.subject;

import java.util.UUID;

/**
 * An official number as it is looked for: hashed with one of the hub's keys.
 *
 * @param key the key's id
 * @param value the hash, in the form of a UUID version 8
 */
public record NumberDigest(int key, UUID value) {}
