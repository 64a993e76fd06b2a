package city.huitong.opendata;

import city.huitong.ingest.DataVersion;

/**
 * All records of a question as a file. The same export is always the same rows in the same order: it names its version.
 *
 * @param query its limit does not count
 * @param byteOrderMark whether a CSV file begins with one, which some spreadsheets need to see UTF-8
 */
public record Export(RecordQuery query, DataVersion version, ExportFormat format, boolean byteOrderMark) {

    private static final int PART_DIGITS = 8;

    /** Tells exports apart whose files differ. */
    public String tag() {
        return "%d-%s-%s%s"
                .formatted(version.number(), query.fingerprint(), format.word(), byteOrderMark ? "-bom" : "");
    }

    /** What the file is called; a part of a dataset has another name than all of it. */
    public String fileName() {
        var part = isWhole() ? "" : "-" + query.fingerprint().substring(0, PART_DIGITS);
        return "%s-v%d%s.%s".formatted(query.dataset().id(), version.number(), part, format.word());
    }

    private boolean isWhole() {
        return query.isPlain() && query.select().equals(query.dataset().fields());
    }
}
