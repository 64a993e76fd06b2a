package city.huitong.opendata;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** As what files records are given out. */
public enum ExportFormat {
    /** RFC 4180, UTF-8, a header of field names. */
    CSV("text/csv;charset=utf-8"),
    /** One JSON object a line, as REST answers records. */
    NDJSON("application/x-ndjson"),
    /** Apache Parquet, typed columns. */
    PARQUET("application/vnd.apache.parquet"),
    /** Office Open XML; at most {@value #MOST_SHEET_ROWS} records. */
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    /** What a sheet holds below its header. */
    public static final int MOST_SHEET_ROWS = 1_048_575;

    private final String mediaType;

    ExportFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    public String mediaType() {
        return mediaType;
    }

    /** The name as written in a query, and the ending of file names. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The format of this word; CSV where none is asked for. Refuses with {@code query-invalid}. */
    public static ExportFormat of(Optional<String> word) {
        return word.map(ExportFormat::named).orElse(CSV);
    }

    private static ExportFormat named(String word) {
        return Arrays.stream(values())
                .filter(format -> format.word().equals(word))
                .findFirst()
                .orElseThrow(() -> QueryReader.invalid(
                        "?format",
                        "unknown-word",
                        "must be one of "
                                + Arrays.stream(values())
                                        .map(ExportFormat::word)
                                        .collect(Collectors.joining(", "))));
    }
}
