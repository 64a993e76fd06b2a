package city.huitong.ingest;

import org.jspecify.annotations.Nullable;

/**
 * One line of a batch.
 *
 * @param number counted from 1, blank lines included
 * @param content the bytes without the line end; null when the line was longer than allowed and so was not kept
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody; copying would double the cost of every line.
record Line(long number, byte @Nullable [] content) {

    /** The most bytes a line may have. */
    static final int MAX_BYTES = 1024 * 1024;

    boolean isTooLong() {
        return content == null;
    }
}
