package city.huitong.opendata;

import city.huitong.ingest.DataVersion;

/**
 * All records of a question as a file. The same export is always the same rows in the same order: it names its version.
 *
 * @param query its limit does not count
 * @param byteOrderMark whether a CSV file begins with one, which some spreadsheets need to see UTF-8
 */
public record Export(RecordQuery query, DataVersion version, ExportFormat format, boolean byteOrderMark) {

    /** Tells exports apart whose files differ. */
    public String tag() {
        return "%d-%s-%s%s"
                .formatted(version.number(), query.fingerprint(), format.word(), byteOrderMark ? "-bom" : "");
    }

    /** What the file is called. */
    public String fileName() {
        return "%s-v%d.%s".formatted(query.dataset().id(), version.number(), format.word());
    }
}
