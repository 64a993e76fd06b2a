package city.huitong.catalog;

import java.util.List;
import java.util.Optional;

/**
 * A kind of record that one department publishes.
 *
 * @param subject who its records are about; empty for records about nobody
 * @param key the fields that tell records apart
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
        SourceKind source,
        DatasetSchema schema,
        int schemaVersion) {

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

    /** The same dataset under another schema version. */
    public Dataset withSchemaVersion(int version) {
        return new Dataset(id, department, title, description, subject, key, sharing, opening, source, schema, version);
    }
}
