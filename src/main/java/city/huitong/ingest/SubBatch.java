package city.huitong.ingest;

import java.util.List;

/**
 * The lines that are stored together, or not at all.
 *
 * @param firstLine the number of the first line
 * @param lines the lines that are not blank
 * @param lastLine the number of the last line, blank or not
 * @param digest SHA-256 over all lines of the batch up to here: the same body always gives the same value
 */
@SuppressWarnings("ArrayRecordComponent") // Passed on once; compared with Arrays.equals where it matters.
record SubBatch(long firstLine, List<Line> lines, long lastLine, byte[] digest) {

    /** How many lines at most. */
    static final int MAX_LINES = 1_000;

    /** How many bytes it may have before it ends early, so that memory stays bounded with long lines. */
    static final int MAX_BYTES = 4 * 1024 * 1024;
}
