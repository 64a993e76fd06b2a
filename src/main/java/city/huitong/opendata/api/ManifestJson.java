package city.huitong.opendata.api;

import city.huitong.opendata.Export;
import city.huitong.opendata.Written;
import city.huitong.opendata.api.OpenDatasetJson.FieldJson;
import city.huitong.opendata.api.OpenDatasetJson.TextJson;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a file must be, so that whoever has it can check that it is whole. */
@Schema(name = "ExportManifest", description = "What a file of an open dataset must be")
record ManifestJson(
        @Schema(required = true) String dataset,
        @Schema(required = true) TextJson title,
        @Schema(required = true) long version,

        @Schema(required = true, description = "When this version was published")
        Instant publishedAt,

        @Schema(required = true) String file,
        @Schema(required = true) String mediaType,

        @Schema(required = true, description = "Records in it")
        long rows,

        @Schema(required = true) long bytes,

        @Schema(required = true, description = "SHA-256 of the file, in hexadecimal")
        String sha256,

        @Schema(description = "Address of the terms under which it may be used")
        Optional<String> licence,

        @Schema(description = "How to name the source") Optional<TextJson> attribution,

        @Schema(description = "The condition that its records meet")
        Optional<String> where,

        @Schema(required = true, description = "Its columns")
        List<FieldJson> fields) {

    static ManifestJson of(Export export, Written written) {
        var dataset = export.query().dataset().dataset();
        return new ManifestJson(
                dataset.id().value(),
                TextJson.of(dataset.title()),
                export.version().number(),
                export.version().at(),
                export.fileName(),
                export.format().mediaType(),
                written.rows(),
                written.bytes(),
                written.sha256(),
                dataset.open().licence(),
                dataset.open().attribution().map(TextJson::of),
                export.query().where().map(condition -> condition.source()),
                export.query().select().stream()
                        .map(field -> FieldJson.of(dataset, field))
                        .toList());
    }
}
