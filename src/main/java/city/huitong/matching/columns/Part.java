package city.huitong.matching.columns;

import city.huitong.catalog.SubjectId;
import org.roaringbitmap.RoaringBitmap;

/**
 * A segment and those of its rows that are up to date.
 *
 * @param rows the rows that count; not to be changed
 */
public record Part(Segment segment, RoaringBitmap rows) {

    /** The same with those rows only that are about subjects after this one, up to that one, in the order of their pseudonyms. */
    public Part between(SubjectId after, SubjectId last) {
        var first = segment.rowsUpTo(after);
        var end = segment.rowsUpTo(last);
        var some = RoaringBitmap.bitmapOfRange(first, Math.max(first, end));
        some.and(rows);
        return new Part(segment, some);
    }
}
