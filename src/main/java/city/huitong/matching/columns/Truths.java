package city.huitong.matching.columns;

import org.roaringbitmap.RoaringBitmap;

/**
 * What a condition says about rows. Rows in neither set are open, for facts that are missing. Not to be changed, as sets are shared.
 *
 * @param holds rows for which it is true
 * @param fails rows for which it is false
 */
public record Truths(RoaringBitmap holds, RoaringBitmap fails) {

    static Truths none() {
        return new Truths(new RoaringBitmap(), new RoaringBitmap());
    }

    Truths negated() {
        return new Truths(/* holds= */ fails, /* fails= */ holds);
    }

    /** The same for these rows only. */
    Truths within(RoaringBitmap rows) {
        return new Truths(RoaringBitmap.and(holds, rows), RoaringBitmap.and(fails, rows));
    }
}
