package city.huitong.opendata.api;

import city.huitong.opendata.ExportFormat;
import city.huitong.opendata.OpenDataset;
import city.huitong.opendata.QueryReader;
import city.huitong.opendata.QueryText;
import city.huitong.opendata.RecordQuery;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What a file is made of, as parameters of an address. */
class ExportParameters {

    @RestQuery
    @Nullable
    @Parameter(description = "Default csv", schema = @Schema(enumeration = {"csv", "ndjson", "parquet", "xlsx"}))
    String format;

    @RestQuery
    @Nullable
    @Parameter(description = "Fields, separated by commas; default all that are open", example = "stop,name,lines")
    String select;

    @RestQuery
    @Nullable
    @Parameter(description = "A condition over the fields in CEL", example = "lines >= 5")
    String where;

    @RestQuery("order_by")
    @Nullable
    @Parameter(description = "Fields, separated by commas, each with - before it for descending; default the key")
    String orderBy;

    @RestQuery
    @Nullable
    @Parameter(description = "The number of a version; default the latest")
    String version;

    @RestQuery
    @Nullable
    @Parameter(
            description = "Whether a CSV file begins with a byte order mark, as some spreadsheets need; default false",
            schema = @Schema(enumeration = {"true", "false"}))
    String bom;

    /** The question; a file has no limit. */
    RecordQuery query(OpenDataset dataset) {
        return QueryReader.records(dataset, QueryText.of(select, where, orderBy, null, null));
    }

    ExportFormat fileFormat() {
        return ExportFormat.of(Optional.ofNullable(format));
    }

    Optional<Long> versionNumber() {
        return Optional.ofNullable(version).map(QueryReader::versionNumber);
    }

    boolean byteOrderMark() {
        if (bom == null || bom.equals("false")) {
            return false;
        }
        if (bom.equals("true")) {
            return true;
        }
        throw QueryReader.invalid("?bom", "unknown-word", "must be true or false");
    }
}
