package city.huitong.catalog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads the schema of a dataset: which shapes of JSON Schema 2020-12 can become tables, and which fields they make. */
final class SchemaReader {

    static final int MAX_FIELDS = 200;

    private static final String NAME_FORM = "[a-z][a-z0-9_]{0,48}";
    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
    private static final int MAX_PATTERN = 200;

    private static final Set<String> SCHEMA_KEYS = Set.of(
            "$schema",
            "$comment",
            "$defs",
            "title",
            "description",
            "type",
            "additionalProperties",
            "required",
            "properties");
    private static final Set<String> SCALAR_KEYS = Set.of(
            "type",
            "format",
            "title",
            "description",
            "$comment",
            "examples",
            "default",
            "deprecated",
            "enum",
            "const",
            "pattern",
            "minLength",
            "maxLength",
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf");

    private static final Map<String, FieldType> PLAIN_TYPES = Map.of(
            "string", FieldType.TEXT,
            "integer", FieldType.INTEGER,
            "number", FieldType.NUMBER,
            "boolean", FieldType.BOOLEAN,
            "array", FieldType.JSON,
            "object", FieldType.JSON);
    private static final Map<String, FieldType> TEXT_FORMATS = Map.of(
            "citizen-number", FieldType.CITIZEN_NUMBER,
            "unified-social-credit-code", FieldType.CREDIT_CODE,
            "household-number", FieldType.HOUSEHOLD_NUMBER,
            "date", FieldType.DATE,
            "date-time", FieldType.TIMESTAMP);
    private static final Map<String, FieldType> NUMBER_FORMATS = Map.of("money", FieldType.MONEY);

    /** A repeated group that repeats inside: such a pattern can take years to say no. */
    private static final Pattern NESTED_REPETITION = Pattern.compile("\\([^)]*[*+}][^)]*\\)[*+{]");

    private SchemaReader() {}

    static Optional<DatasetSchema> read(DocumentNode schema) {
        var object = schema.object();
        if (object.isEmpty()) {
            return Optional.empty();
        }
        schema.allowOnly(SCHEMA_KEYS);
        checkFrame(schema);
        checkReferences(schema);
        return Optional.of(new DatasetSchema(object, fields(schema)));
    }

    private static void checkFrame(DocumentNode schema) {
        if (schema.at("$schema")
                .optionalText()
                .filter(Predicate.not(DIALECT::equals))
                .isPresent()) {
            schema.at("$schema").refuse("unknown-dialect", "must be " + DIALECT + " or left out");
        }
        if (!schema.at("type").raw().equals(Optional.of("object"))) {
            schema.at("type").refuse("object-expected", "must be object: a record is an object");
        }
        if (!schema.at("additionalProperties").isFalse()) {
            schema.at("additionalProperties")
                    .refuse("open-schema", "must be false: a property that no column exists for would be lost");
        }
    }

    private static void checkReferences(DocumentNode node) {
        if (node.isObject()) {
            node.keys().forEach(key -> checkReference(node.at(key), key));
        } else if (node.raw().orElse("") instanceof List) {
            node.items().forEach(SchemaReader::checkReferences);
        }
    }

    private static void checkReference(DocumentNode node, String key) {
        var isReference = key.equals("$ref") || key.equals("$dynamicRef");
        if (isReference && !node.raw().map(Object::toString).orElse("").startsWith("#")) {
            node.refuse("remote-reference", "must stay within the schema: #/$defs/…");
        }
        if (key.equals("$id") || key.equals("$anchor") || key.equals("$dynamicAnchor")) {
            node.refuse("unknown-key", "schemas of datasets have no names of their own");
        }
        checkReferences(node);
    }

    private static List<Field> fields(DocumentNode schema) {
        var properties = schema.at("properties");
        var names = properties.keys();
        if (names.isEmpty() || names.size() > MAX_FIELDS) {
            properties.refuse("field-count", "must list 1 to " + MAX_FIELDS + " properties");
        }
        var required = required(schema.at("required"), names);
        var fields = new ArrayList<Field>();
        for (var name : names) {
            field(name, properties.at(name), required.contains(name)).ifPresent(fields::add);
        }
        return fields;
    }

    private static Set<String> required(DocumentNode required, Set<String> names) {
        var listed = new LinkedHashMap<String, Boolean>();
        if (required.isAbsent()) {
            return Set.of();
        }
        for (var item : required.items()) {
            var name = item.text();
            if (name.isPresent() && !names.contains(name.get())) {
                item.refuse("unknown-field", "must be one of the properties");
            }
            name.ifPresent(known -> listed.put(known, true));
        }
        return listed.keySet();
    }

    private static Optional<Field> field(String name, DocumentNode property, boolean required) {
        if (!name.matches(NAME_FORM) || !SqlName.fits(name)) {
            property.refuse("name-expected", "a property's name looks like " + NAME_FORM + " and is no system column");
            return Optional.empty();
        }
        if (!property.isObject()) {
            property.refuse("object-expected", "must be a schema with a type");
            return Optional.empty();
        }
        var type = type(property);
        if (type.filter(FieldType::isScalar).isPresent()) {
            property.allowOnly(SCALAR_KEYS);
            checkPattern(property.at("pattern"));
        }
        var title = property.at("title").optionalText().orElse(name);
        return type.map(known -> new Field(name, known, required, title));
    }

    private static Optional<FieldType> type(DocumentNode property) {
        var word = typeWord(property.at("type"));
        var format = property.at("format");
        if (word.isEmpty() || format.isAbsent()) {
            return word.map(PLAIN_TYPES::get);
        }
        var formats = formatsOf(word.get());
        var known = format.text().map(formats::get);
        if (known.isEmpty()) {
            var choice = formats.isEmpty()
                    ? "none"
                    : String.join(", ", formats.keySet().stream().sorted().toList());
            format.refuse("unknown-format", "formats for " + word.get() + " are: " + choice);
        }
        return known;
    }

    private static Map<String, FieldType> formatsOf(String type) {
        return switch (type) {
            case "string" -> TEXT_FORMATS;
            case "number", "integer" -> NUMBER_FORMATS;
            default -> Map.of();
        };
    }

    /** The one type, where {@code [type, "null"]} counts as the type. */
    private static Optional<String> typeWord(DocumentNode type) {
        var words = type.raw().orElse("") instanceof List<?> list
                ? list.stream().filter(word -> !"null".equals(word)).toList()
                : List.of(type.raw().orElse(""));
        if (words.size() == 1 && words.getFirst() instanceof String word && PLAIN_TYPES.containsKey(word)) {
            return Optional.of(word);
        }
        var known = String.join(", ", PLAIN_TYPES.keySet().stream().sorted().toList());
        type.refuse("unknown-type", "must be one of " + known + ", alone or as [type, \"null\"]");
        return Optional.empty();
    }

    private static void checkPattern(DocumentNode pattern) {
        pattern.optionalText()
                .filter(text -> !isSane(text))
                .ifPresent(_ -> pattern.refuse(
                        "unsafe-pattern",
                        "must be a regular expression of at most " + MAX_PATTERN
                                + " characters without a repetition inside a repetition"));
    }

    private static boolean isSane(String pattern) {
        try {
            Pattern.compile(pattern);
        } catch (PatternSyntaxException _) {
            return false;
        }
        return pattern.length() <= MAX_PATTERN
                && !NESTED_REPETITION.matcher(pattern).find();
    }
}
