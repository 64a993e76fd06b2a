package city.huitong.catalog;

import java.time.Instant;

/**
 * A change of the open catalogue that was recorded.
 *
 * @param id later changes have greater ones
 * @param revision of the catalogue after it
 */
public record RecordedChange(long id, DatasetId dataset, long revision, Instant at, DatasetChange what) {}
