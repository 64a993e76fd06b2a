package city.huitong.opendata.api;

import city.huitong.catalog.Dataset;
import city.huitong.catalog.DatasetId;
import city.huitong.catalog.Deprecation;
import city.huitong.catalog.Field;
import city.huitong.catalog.FieldType;
import city.huitong.catalog.ForeignKey;
import city.huitong.catalog.LocalizedText;
import city.huitong.catalog.OpeningLevel;
import city.huitong.ingest.DataVersion;
import city.huitong.opendata.OpenDataset;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A dataset of the open catalogue, with its dictionary (数据字典). */
@Schema(name = "OpenDataset", description = "A dataset of the open catalogue, with its dictionary")
record OpenDatasetJson(
        @Schema(required = true, examples = "bus-stops") String id,

        @Schema(required = true, description = "The publisher's id")
        String department,

        @Schema(required = true) TextJson title,
        @Schema(required = true) TextJson description,

        @Schema(
                required = true,
                description = "开放属性",
                enumeration = {"unconditional", "conditional"})
        String opening,

        @Schema(description = "Address of the terms under which it may be used")
        Optional<String> licence,

        @Schema(description = "How to name the source") Optional<TextJson> attribution,
        @Schema(required = true) List<String> themes,
        @Schema(required = true) KeywordsJson keywords,

        @Schema(description = "How often the department promises new records", examples = "daily")
        Optional<String> frequency,

        @Schema(description = "The latest version; left out before anything was published")
        Optional<Long> version,

        @Schema(description = "When it was published") Optional<Instant> publishedAt,
        @Schema(description = "How many records it has") Optional<Long> records,

        @Schema(required = true, description = "Names of the fields that tell records apart")
        List<String> key,

        @Schema(required = true) List<FieldJson> fields,

        @Schema(required = true, description = "Which fields hold keys of records of open datasets")
        List<ForeignKeyJson> foreignKeys,

        @JsonInclude(JsonInclude.Include.NON_ABSENT)
        @Schema(description = "When it will be withdrawn; left out while nobody intends to")
        Optional<DeprecationJson> deprecation) {

    static OpenDatasetJson of(OpenDataset open, Optional<DataVersion> version) {
        var dataset = open.dataset();
        var entry = dataset.open();
        return new OpenDatasetJson(
                dataset.id().value(),
                dataset.department().value(),
                TextJson.of(dataset.title()),
                TextJson.of(dataset.description()),
                dataset.opening().word(),
                entry.licence(),
                entry.attribution().map(TextJson::of),
                entry.themes(),
                new KeywordsJson(entry.keywordsZh(), entry.keywordsEn()),
                entry.frequency().map(each -> each.word()),
                version.map(DataVersion::number),
                version.map(DataVersion::at),
                version.map(DataVersion::rows),
                dataset.key(),
                dataset.fields().stream()
                        .map(field -> FieldJson.of(dataset, field))
                        .toList(),
                dataset.open().foreignKeys().stream().map(ForeignKeyJson::of).toList(),
                dataset.open().deprecation().map(DeprecationJson::of));
    }

    /** What the dictionary calls a type. Of an official number it does not say which. */
    static String typeWord(FieldType type) {
        return type.names().isPresent() ? "number-of-subject" : type.name().toLowerCase(Locale.ROOT);
    }

    /** A text for people. */
    @Schema(name = "OpenText", description = "A text for people, in Chinese and English")
    record TextJson(
            @Schema(required = true) String zh,
            @Schema(required = true) String en) {

        static TextJson of(LocalizedText text) {
            return new TextJson(text.zh(), text.en());
        }
    }

    /** Words it is found by. */
    @Schema(name = "OpenKeywords", description = "Words it is found by")
    record KeywordsJson(
            @Schema(required = true) List<String> zh,
            @Schema(required = true) List<String> en) {}

    /** When a dataset will be withdrawn. */
    @Schema(name = "OpenDeprecation", description = "When a dataset will be withdrawn (RFC 9745, RFC 8594)")
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record DeprecationJson(
            @Schema(required = true, description = "The day from which it should not be used for anything new")
            LocalDate since,

            @Schema(required = true, description = "The day from which it may be gone")
            LocalDate sunset,

            @Schema(description = "The id of the dataset to use instead", examples = "bus-stops")
            Optional<String> successor) {

        private static DeprecationJson of(Deprecation deprecation) {
            return new DeprecationJson(
                    deprecation.since(),
                    deprecation.sunset(),
                    deprecation.successor().map(DatasetId::value));
        }
    }

    /** A foreign key, as W3C CSVW and Frictionless Table Schema have it. */
    @Schema(
            name = "OpenForeignKey",
            description = "Fields that hold the key of a record of a dataset, another or the same")
    record ForeignKeyJson(
            @Schema(required = true, description = "In the order of the other dataset's key", examples = "[\"parent\"]")
            List<String> fields,

            @Schema(required = true, description = "The other dataset's id", examples = "administrative-divisions")
            String reference,

            @Schema(required = true, description = "What the other record is to one of these", examples = "above")
            String name,

            @Schema(required = true, description = "What these records are to the other one", examples = "below")
            String inverse) {

        private static ForeignKeyJson of(ForeignKey key) {
            return new ForeignKeyJson(key.fields(), key.reference().value(), key.name(), key.inverse());
        }
    }

    /** A field of its records. */
    @Schema(name = "OpenField", description = "A field of an open dataset's records")
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record FieldJson(
            @Schema(required = true) String name,
            @Schema(required = true) TextJson title,

            @Schema(
                    required = true,
                    enumeration = {
                        "text",
                        "integer",
                        "number",
                        "money",
                        "boolean",
                        "date",
                        "timestamp",
                        "json",
                        "number-of-subject"
                    })
            String type,

            @Schema(required = true, description = "Whether every record has it today; older ones may not")
            boolean required,

            @Schema(
                    required = true,
                    description = "开放属性",
                    enumeration = {"unconditional", "conditional", "none"})
            String opening,

            @Schema(description = "Why it is not open, or only under conditions")
            Optional<TextJson> withheldBecause,

            @Schema(description = "The law that says so") Optional<String> basis) {

        static FieldJson of(Dataset dataset, Field field) {
            var level = dataset.openingOf(field);
            return new FieldJson(
                    field.name(),
                    TextJson.of(dataset.titleOf(field)),
                    typeWord(field.type()),
                    field.required(),
                    level.word(),
                    level == OpeningLevel.UNCONDITIONAL
                            ? Optional.empty()
                            : dataset.withheldBecause(field).map(TextJson::of),
                    dataset.open().field(field.name()).basis());
        }
    }
}
