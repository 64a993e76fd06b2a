package city.huitong.catalog.api;

import city.huitong.catalog.Dataset;
import city.huitong.catalog.Field;
import city.huitong.catalog.SubjectKind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Type;

/** A dataset in GraphQL. */
@Type("Dataset")
@Description("A kind of record that one department publishes")
public record DatasetView(
        @NonNull @Description("Its id") String id,
        @NonNull @Description("The publisher's id") String department,
        @NonNull @Description("Title in Chinese") String titleZh,
        @NonNull @Description("Title in English") String titleEn,
        @NonNull @Description("Description in Chinese") String descriptionZh,
        @NonNull @Description("Description in English") String descriptionEn,

        @Description("Who its records are about: person, household or enterprise; null for nobody")
        Optional<String> subjectKind,

        @NonNull @Description("共享属性: unconditional, conditional or none")
        String sharing,

        @NonNull @Description("开放属性: unconditional, conditional or none")
        String opening,

        @NonNull @Description("How records reach the hub: pushed, streamed or live")
        String source,

        @Description("From 1, one more with every change of the schema")
        int schemaVersion,

        @NonNull @Description("The properties of a record, in the order of the schema")
        List<@NonNull FieldView> fields) {

    static DatasetView of(Dataset dataset) {
        return new DatasetView(
                dataset.id().value(),
                dataset.department().value(),
                dataset.title().zh(),
                dataset.title().en(),
                dataset.description().zh(),
                dataset.description().en(),
                dataset.subjectKind().map(SubjectKind::word),
                dataset.sharing().word(),
                dataset.opening().word(),
                dataset.source().word(),
                dataset.schemaVersion(),
                dataset.fields().stream()
                        .map(field -> FieldView.of(dataset, field))
                        .toList());
    }

    /** A property of a dataset's records in GraphQL. */
    @Type("Field")
    @Description("A property of a dataset's records")
    public record FieldView(
            @NonNull @Description("Name as in the schema") String name,

            @NonNull @Description("Title for people; the name where the schema has none")
            String title,

            @NonNull
            @Description(
                    "What it holds: text, integer, number, money, boolean, date, timestamp, citizen_number, credit_code, household_number or json")
            String type,

            @Description("Whether a record without it is rejected")
            boolean required,

            @Description("Whether it is part of the key") boolean key) {

        static FieldView of(Dataset dataset, Field field) {
            return new FieldView(
                    field.name(),
                    field.title(),
                    field.type().name().toLowerCase(Locale.ROOT),
                    field.required(),
                    dataset.isKey(field));
        }
    }

    /** Some datasets in GraphQL. */
    @Type("DatasetPage")
    @Description("One page of the datasets, by id")
    public record PageView(
            @NonNull @Description("The datasets") List<@NonNull DatasetView> items,

            @Description("Give it back unchanged as `after` for the next page; null on the last one")
            Optional<String> next) {}
}
