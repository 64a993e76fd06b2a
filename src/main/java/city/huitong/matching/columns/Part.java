package city.huitong.matching.columns;

import org.roaringbitmap.RoaringBitmap;

/**
 * A segment and those of its rows that are up to date.
 *
 * @param rows the rows that count; not to be changed
 */
public record Part(Segment segment, RoaringBitmap rows) {}
