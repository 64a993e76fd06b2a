package city.huitong.matching;

import java.util.Optional;

/** Numbers about so few that somebody could be found among them are not told. */
public final class SmallCells {

    /** The smallest number of subjects that is told, beside none at all. */
    public static final int LEAST = 10;

    public static final String MEANING = "Left out where it is 1 to 9, or where such a number would follow from it";

    private SmallCells() {}

    /** The number; empty where it is too small. */
    public static Optional<Long> told(long count) {
        return count > 0 && count < LEAST ? Optional.empty() : Optional.of(count);
    }
}
