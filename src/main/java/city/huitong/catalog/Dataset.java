package city.huitong.catalog;

import java.util.List;
import java.util.Optional;

/**
 * A kind of record that one department publishes.
 *
 * @param subject who its records are about; empty for records about nobody
 * @param key the fields that tell records apart
 * @param open what the open catalogue says of it
 * @param schemaVersion from 1, one more with every change of the schema
 */
public record Dataset(
        DatasetId id,
        DepartmentId department,
        LocalizedText title,
        LocalizedText description,
        Optional<Subject> subject,
        List<String> key,
        SharingLevel sharing,
        OpeningLevel opening,
        OpenEntry open,
        SourceKind source,
        DatasetSchema schema,
        int schemaVersion) {

    private static final LocalizedText NUMBER_WITHHELD = new LocalizedText(
            "列中只有官方号码的假名；公开会把同一主体的记录连在一起",
            "holds a pseudonym of an official number, by which records of one subject could be linked");

    /** Who a record is about, and the field that holds the official number. */
    public record Subject(SubjectKind kind, String field) {}

    public Dataset {
        key = List.copyOf(key);
    }

    /** The kind of subject its records are about. */
    public Optional<SubjectKind> subjectKind() {
        return subject.map(Subject::kind);
    }

    /** The field that holds the subject's official number. */
    public Optional<String> subjectField() {
        return subject.map(Subject::field);
    }

    /** All fields in the order of the schema. */
    public List<Field> fields() {
        return schema.fields();
    }

    /** The field of this name. */
    public Optional<Field> field(String name) {
        return fields().stream().filter(field -> field.name().equals(name)).findFirst();
    }

    /** The JSON Schema as text. */
    public String schemaText() {
        return schema.text();
    }

    /** Whether the field is part of the key. */
    public boolean isKey(Field field) {
        return key.contains(field.name());
    }

    /**
     * How far a field is open: the stricter of what the dataset and the field's own entry say. An official number never is,
     * whatever they say.
     */
    public OpeningLevel openingOf(Field field) {
        return isNumber(field)
                ? OpeningLevel.NONE
                : opening.stricter(open.field(field.name()).opening().orElse(opening));
    }

    /** Why a field is not, or less, open; empty where the dataset as a whole is not. */
    public Optional<LocalizedText> withheldBecause(Field field) {
        return open.field(field.name())
                .reason()
                .or(() -> isNumber(field) ? Optional.of(NUMBER_WITHHELD) : Optional.empty());
    }

    /** What a field is called for people: in English by its entry, or its name where nobody has translated it. */
    public LocalizedText titleOf(Field field) {
        var en = open.field(field.name()).title().map(LocalizedText::en);
        return new LocalizedText(field.title(), en.orElse(field.name()));
    }

    private static boolean isNumber(Field field) {
        return field.type().names().isPresent();
    }

    /** The same dataset under another schema version. */
    public Dataset withSchemaVersion(int version) {
        return new Dataset(
                id, department, title, description, subject, key, sharing, opening, open, source, schema, version);
    }
}
