package city.huitong.opendata.api;

import city.huitong.catalog.Dataset;
import city.huitong.catalog.Field;
import city.huitong.catalog.LocalizedText;
import city.huitong.catalog.OpeningLevel;
import city.huitong.ingest.DataVersion;
import city.huitong.opendata.OpenDataset;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A dataset of the open catalogue in GraphQL, with its dictionary (数据字典). */
@Type("OpenDataset")
@Description("A dataset of the open catalogue, with its dictionary")
public record OpenDatasetView(
        @NonNull @Description("Its id; its records are the field of OpenData with this name in camel case")
        String id,

        @NonNull @Description("The publisher's id") String department,
        @NonNull @Description("Title in Chinese") String titleZh,
        @NonNull @Description("Title in English") String titleEn,
        @NonNull @Description("Description in Chinese") String descriptionZh,
        @NonNull @Description("Description in English") String descriptionEn,

        @NonNull @Description("开放属性: unconditional or conditional")
        String opening,

        @Description("Address of the terms under which it may be used")
        Optional<String> licence,

        @Description("How to name the source, in Chinese") Optional<String> attributionZh,
        @Description("How to name the source, in English") Optional<String> attributionEn,

        @NonNull @Description("Themes, as TRAN") List<@NonNull String> themes,

        @NonNull @Description("Words it is found by, in Chinese")
        List<@NonNull String> keywordsZh,

        @NonNull @Description("Words it is found by, in English")
        List<@NonNull String> keywordsEn,

        @Description("How often the department promises new records")
        Optional<String> frequency,

        @Description("The latest version; null before anything was published")
        Optional<Long> version,

        @Description("When it was published, UTC") Optional<Instant> publishedAt,
        @Description("How many records it has") Optional<Long> records,

        @NonNull @Description("Names of the fields that tell records apart")
        List<@NonNull String> key,

        @NonNull @Description("The fields of its records, with those that are withheld")
        List<@NonNull FieldView> fields) {

    static OpenDatasetView of(OpenDataset open, Optional<DataVersion> version) {
        var dataset = open.dataset();
        var entry = dataset.open();
        return new OpenDatasetView(
                dataset.id().value(),
                dataset.department().value(),
                dataset.title().zh(),
                dataset.title().en(),
                dataset.description().zh(),
                dataset.description().en(),
                dataset.opening().word(),
                entry.licence(),
                entry.attribution().map(LocalizedText::zh),
                entry.attribution().map(LocalizedText::en),
                entry.themes(),
                entry.keywordsZh(),
                entry.keywordsEn(),
                entry.frequency().map(each -> each.word()),
                version.map(DataVersion::number),
                version.map(DataVersion::at),
                version.map(DataVersion::rows),
                dataset.key(),
                dataset.fields().stream()
                        .map(field -> FieldView.of(dataset, field))
                        .toList());
    }

    /** A field of its records in GraphQL. */
    @Type("OpenField")
    @Description("A field of an open dataset's records")
    public record FieldView(
            @NonNull @Description("Name as conditions use it; in GraphQL it is in camel case")
            String name,

            @NonNull @Description("Title in Chinese") String titleZh,
            @NonNull @Description("Title in English") String titleEn,

            @NonNull @Description("text, integer, number, money, boolean, date, timestamp, json or number-of-subject")
            String type,

            @Description("Whether every record has it today; older ones may not")
            boolean required,

            @NonNull @Description("开放属性: unconditional, conditional or none")
            String opening,

            @Description("Why it is not open, or only under conditions, in Chinese")
            Optional<String> withheldBecauseZh,

            @Description("Why it is not open, or only under conditions, in English")
            Optional<String> withheldBecauseEn,

            @Description("The law that says so") Optional<String> basis) {

        static FieldView of(Dataset dataset, Field field) {
            var level = dataset.openingOf(field);
            var because = Optional.of(level)
                    .filter(each -> each != OpeningLevel.UNCONDITIONAL)
                    .flatMap(_ -> dataset.withheldBecause(field));
            return new FieldView(
                    field.name(),
                    dataset.titleOf(field).zh(),
                    dataset.titleOf(field).en(),
                    OpenDatasetJson.typeWord(field.type()),
                    field.required(),
                    level.word(),
                    because.map(LocalizedText::zh),
                    because.map(LocalizedText::en),
                    dataset.open().field(field.name()).basis());
        }
    }

    /** Some of the datasets in GraphQL. */
    @Type("OpenDatasetConnection")
    @Description("One page of the open catalogue, by id")
    public record ConnectionView(
            @NonNull @Description("The datasets, each with its position")
            List<@NonNull EdgeView> edges,

            @NonNull @Description("The datasets") List<@NonNull OpenDatasetView> nodes,
            @NonNull @Description("Where the page ends") PageInfo pageInfo,
            @Description("How many datasets fit") int totalCount) {}

    /** One of them in GraphQL. */
    @Type("OpenDatasetEdge")
    @Description("A dataset and its position")
    public record EdgeView(
            @NonNull @Description("Send it as `after` for what comes after it")
            String cursor,

            @NonNull @Description("The dataset") OpenDatasetView node) {}
}
