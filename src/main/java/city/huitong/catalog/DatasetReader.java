package city.huitong.catalog;

import city.huitong.platform.problem.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the description of a dataset, whether it came as YAML or JSON. */
@ApplicationScoped
public class DatasetReader {

    private static final String NOBODY = "none";
    private static final int MAX_KEY = 8;
    private static final Set<String> KEYS = Set.of(
            "id",
            "department",
            "title",
            "description",
            "subject",
            "key",
            "sharing",
            "opening",
            "open",
            "source",
            "schema",
            // Answered by the hub; allowed so that an answer can be sent back changed.
            "schemaVersion");

    private final SchemaChecker standard;

    /** @param standard what the schema must hold to besides the hub's own rules */
    public DatasetReader(SchemaChecker standard) {
        this.standard = standard;
    }

    /** The dataset in schema version 1; refuses with {@code dataset-invalid} and everything that is wrong. */
    public Dataset read(@Nullable Object document) {
        var found = new ArrayList<Violation>();
        var root = DocumentNode.root(document, found);
        root.allowOnly(KEYS);
        var id = root.at("id").text(DatasetId.FORM, DatasetId::new);
        var department = root.at("department").text(DepartmentId.FORM, DepartmentId::new);
        var title = root.at("title").localized();
        var description = root.at("description").isAbsent()
                ? title
                : root.at("description").localized();
        var sharing = root.at("sharing").word(SharingLevel.values(), SharingLevel::word);
        var opening = root.at("opening").word(OpeningLevel.values(), OpeningLevel::word);
        var source = root.at("source").word(SourceKind.values(), SourceKind::word);
        var schema = schema(root.at("schema"), found);
        var fields = schema.map(DatasetSchema::fields).orElse(List.of());
        var subject = subject(root.at("subject"), fields);
        var key = key(root.at("key"), fields);
        var openReader = new OpenEntryReader(fields, opening);
        var open = openReader.read(root.at("open"));
        if (opening.isPresent()) {
            subject.ifPresent(about -> openReader.checkPeople(root.at("open"), about, open));
        }
        DocumentNode.refuse(CatalogProblem.DATASET_INVALID, "the description", found);
        return new Dataset(
                id.orElseThrow(),
                department.orElseThrow(),
                title.orElseThrow(),
                description.orElseThrow(),
                subject,
                key,
                sharing.orElseThrow(),
                opening.orElseThrow(),
                open,
                source.orElseThrow(),
                schema.orElseThrow(),
                1);
    }

    /** The schema as it was stored; it was checked when it was registered. */
    public static DatasetSchema stored(Object tree) {
        return SchemaReader.read(DocumentNode.root(tree, new ArrayList<>())).orElseThrow();
    }

    /** The section {@code open} as it was stored beside the schema. */
    public static OpenEntry storedOpen(Object tree, DatasetSchema schema) {
        return new OpenEntryReader(schema.fields(), Optional.empty()).read(DocumentNode.root(tree, new ArrayList<>()));
    }

    private Optional<DatasetSchema> schema(DocumentNode node, List<Violation> found) {
        var schema = SchemaReader.read(node);
        schema.ifPresent(read -> standard.check(read.text()).stream()
                .map(violation -> violation.under("/schema"))
                .forEach(found::add));
        return schema;
    }

    private static Optional<Dataset.Subject> subject(DocumentNode node, List<Field> fields) {
        if (node.isAbsent()) {
            return Optional.empty();
        }
        node.allowOnly(Set.of("kind", "field"));
        if (node.at("kind").raw().equals(Optional.of(NOBODY))) {
            if (!node.at("field").isAbsent()) {
                node.at("field").refuse("unknown-key", "means nothing where records are about nobody");
            }
            return Optional.empty();
        }
        var kind = node.at("kind").word(SubjectKind.values(), SubjectKind::word);
        var field = node.at("field").text().flatMap(name -> existing(node.at("field"), name, fields));
        if (kind.isPresent() && field.isPresent()) {
            checkNames(node.at("field"), field.get(), kind.get());
        }
        return kind.flatMap(known -> field.map(number -> new Dataset.Subject(known, number.name())));
    }

    private static void checkNames(DocumentNode node, Field field, SubjectKind kind) {
        if (!field.type().names().equals(Optional.of(kind))) {
            node.refuse("wrong-format", "must be a field whose format is the official number of a " + kind.word());
        }
        if (!field.required()) {
            node.refuse("required-expected", "must be required: every record is about somebody");
        }
    }

    private static List<String> key(DocumentNode node, List<Field> fields) {
        var names = new ArrayList<String>();
        var items = node.items();
        for (var item : items) {
            var field = item.text().flatMap(name -> existing(item, name, fields));
            field.ifPresent(known -> checkKey(item, known, names));
        }
        if (items.isEmpty() || items.size() > MAX_KEY) {
            node.refuse("key-size", "must name 1 to " + MAX_KEY + " properties");
        }
        return names;
    }

    private static void checkKey(DocumentNode item, Field field, List<String> names) {
        if (!field.required()) {
            item.refuse("required-expected", "must be required: a record without its key cannot be found again");
        }
        if (!field.type().isScalar()) {
            item.refuse("scalar-expected", "must not be an array or object");
        }
        if (names.contains(field.name())) {
            item.refuse("duplicate", "is named twice");
        }
        names.add(field.name());
    }

    /** The field of this name; a violation if there is none. */
    static Optional<Field> existing(DocumentNode node, String name, List<Field> fields) {
        var field = fields.stream().filter(known -> known.name().equals(name)).findFirst();
        if (field.isEmpty()) {
            node.refuse("unknown-field", "must be one of the schema's properties");
        }
        return field;
    }
}
