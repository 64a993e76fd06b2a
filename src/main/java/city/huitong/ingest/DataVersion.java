package city.huitong.ingest;

import java.time.Instant;

/**
 * One state of an open dataset's records.
 *
 * @param number from 1, one more with every transaction that changes records
 * @param at when its records were stored; later than that of the version before
 * @param rows how many records were in force then
 */
public record DataVersion(long number, Instant at, long rows) {}
