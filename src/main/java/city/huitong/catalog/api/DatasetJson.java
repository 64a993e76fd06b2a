package city.huitong.catalog.api;

import city.huitong.catalog.Dataset;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A dataset as answered and as sent: the same keys as in a city pack. */
@Schema(name = "Dataset", description = "A kind of record that one department publishes")
record DatasetJson(
        @Schema(pattern = "^[a-z][a-z0-9-]{1,40}$", examples = "population", required = true)
        String id,

        @Schema(description = "The publisher's id", examples = "public-security", required = true)
        String department,

        @Schema(required = true) LocalizedTextJson title,

        @Schema(description = "The title where left out") LocalizedTextJson description,

        @Schema(description = "Who its records are about") SubjectJson subject,

        @Schema(
                description = "The properties that tell records apart; must be required",
                examples = "[\"citizen_number\"]",
                required = true)
        List<String> key,

        @Schema(
                description = "共享属性: whether departments may share it",
                enumeration = {"unconditional", "conditional", "none"},
                required = true)
        String sharing,

        @Schema(
                description = "开放属性: whether it is open to the public",
                enumeration = {"unconditional", "conditional", "none"},
                required = true)
        String opening,

        @JsonInclude(JsonInclude.Include.NON_ABSENT)
        @Schema(description = "What the open catalogue says of it; nothing where left out")
        Optional<OpenJson> open,

        @Schema(
                description = "How records reach the hub",
                enumeration = {"pushed", "streamed", "live"},
                required = true)
        String source,

        @JsonRawValue
        @Schema(
                description =
                        "JSON Schema 2020-12 of a record: an object with `additionalProperties: false`. Formats with a"
                                + " meaning here: citizen-number, unified-social-credit-code, household-number, money, date, date-time",
                type = SchemaType.OBJECT,
                required = true)
        String schema,

        @Schema(description = "From 1, one more with every change of the schema", readOnly = true)
        int schemaVersion) {

    static DatasetJson of(Dataset dataset) {
        return new DatasetJson(
                dataset.id().value(),
                dataset.department().value(),
                LocalizedTextJson.of(dataset.title()),
                LocalizedTextJson.of(dataset.description()),
                SubjectJson.of(dataset.subject()),
                dataset.key(),
                dataset.sharing().word(),
                dataset.opening().word(),
                OpenJson.of(dataset.open()),
                dataset.source().word(),
                dataset.schemaText(),
                dataset.schemaVersion());
    }
}
