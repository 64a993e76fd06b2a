package city.huitong.opendata.api;

import city.huitong.catalog.Dataset;
import city.huitong.catalog.Field;
import city.huitong.catalog.OpeningLevel;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jspecify.annotations.Nullable;

/** A record of a dataset as it is answered: its open fields, typed by the dataset's own schema. */
final class RowSchema {

    private final Dataset dataset;

    RowSchema(Dataset dataset) {
        this.dataset = dataset;
    }

    /** What somebody may have, with or without agreeing to terms. */
    List<Field> openFields() {
        return dataset.fields().stream()
                .filter(field -> dataset.openingOf(field) != OpeningLevel.NONE)
                .toList();
    }

    /** The record; no field is required, since a caller may ask for some only. */
    Schema schema() {
        var row = OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .title(dataset.title().zh())
                .description(dataset.title().en())
                .additionalPropertiesSchema(OASFactory.createSchema().booleanSchema(false));
        openFields().forEach(field -> row.addProperty(field.name(), property(field)));
        return row;
    }

    private Schema property(Field field) {
        var titles = dataset.titleOf(field);
        var property =
                OASFactory.createSchema().title(titles.zh()).description(titles.en() + unit(field) + condition(field));
        types(field).forEach(property::addType);
        format(field).ifPresent(property::format);
        constrain(property, field);
        return property;
    }

    private static List<SchemaType> types(Field field) {
        var types = new ArrayList<SchemaType>();
        switch (field.type()) {
            case TEXT, DATE, TIMESTAMP, CITIZEN_NUMBER, CREDIT_CODE, HOUSEHOLD_NUMBER -> types.add(SchemaType.STRING);
            case INTEGER -> types.add(SchemaType.INTEGER);
            case NUMBER, MONEY -> types.add(SchemaType.NUMBER);
            case BOOLEAN -> types.add(SchemaType.BOOLEAN);
            case JSON -> types.addAll(List.of(SchemaType.ARRAY, SchemaType.OBJECT));
        }
        if (!field.required()) {
            types.add(SchemaType.NULL);
        }
        return types;
    }

    private static Optional<String> format(Field field) {
        return switch (field.type()) {
            case DATE -> Optional.of("date");
            case TIMESTAMP -> Optional.of("date-time");
            case INTEGER -> Optional.of("int64");
            case TEXT, NUMBER, MONEY, BOOLEAN, CITIZEN_NUMBER, CREDIT_CODE, HOUSEHOLD_NUMBER, JSON -> Optional.empty();
        };
    }

    private static String unit(Field field) {
        return switch (field.type()) {
            case MONEY -> " (yuan)";
            case TEXT, INTEGER, NUMBER, BOOLEAN, DATE, TIMESTAMP, CITIZEN_NUMBER, CREDIT_CODE, HOUSEHOLD_NUMBER, JSON ->
                "";
        };
    }

    private String condition(Field field) {
        return dataset.openingOf(field) == OpeningLevel.CONDITIONAL
                ? "; open to those who have agreed to its terms"
                : "";
    }

    /** What the dataset's schema says beyond the type, as far as both languages of schemas have the word. */
    private void constrain(Schema property, Field field) {
        var keywords = keywords(field);
        if (field.type().isScalar()) {
            if (keywords.get("enum") instanceof List<?> values) {
                property.enumeration(orNull(values, field.required()));
            }
            text(keywords.get("pattern")).ifPresent(property::pattern);
            whole(keywords.get("minLength")).ifPresent(property::minLength);
            whole(keywords.get("maxLength")).ifPresent(property::maxLength);
            number(keywords.get("minimum")).ifPresent(property::minimum);
            number(keywords.get("maximum")).ifPresent(property::maximum);
        }
    }

    private Map<?, ?> keywords(Field field) {
        return dataset.schema().tree().get("properties") instanceof Map<?, ?> properties
                        && properties.get(field.name()) instanceof Map<?, ?> keywords
                ? keywords
                : Map.of();
    }

    /** Where the value may be missing, null is one of those allowed. */
    private static List<@Nullable Object> orNull(List<?> values, boolean required) {
        var allowed = new ArrayList<@Nullable Object>(values);
        if (!required && !allowed.contains(null)) {
            allowed.add(null);
        }
        return allowed;
    }

    private static Optional<String> text(@Nullable Object keyword) {
        return Optional.ofNullable(keyword).map(Object::toString);
    }

    private static Optional<Integer> whole(@Nullable Object keyword) {
        return number(keyword).map(BigDecimal::intValue);
    }

    private static Optional<BigDecimal> number(@Nullable Object keyword) {
        return keyword instanceof BigDecimal number ? Optional.of(number) : Optional.empty();
    }
}
