package city.huitong.opendata;

import java.time.Instant;

/**
 * What was written, for the manifest of a file.
 *
 * @param rows records in it
 * @param sha256 of the file, in hexadecimal
 * @param at when it was written
 */
public record Written(long rows, long bytes, String sha256, Instant at) {}
