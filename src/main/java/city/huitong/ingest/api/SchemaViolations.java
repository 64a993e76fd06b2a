package city.huitong.ingest.api;

import city.huitong.platform.problem.Violation;
import com.networknt.schema.Error;
import tools.jackson.databind.JsonNode;

/** Words for what the schema validator found. Says what the schema wants and never repeats what the record holds. */
final class SchemaViolations {

    private SchemaViolations() {}

    static Violation of(Error error) {
        return new Violation(pointer(error), code(error.getKeyword()), sentence(error));
    }

    /** A missing or unknown property is named, not just the object around it. */
    private static String pointer(Error error) {
        var place = error.getInstanceLocation().toString();
        var property = error.getProperty();
        var named = property != null && "required".equals(error.getKeyword());
        return named ? place + "/" + property : place;
    }

    private static String code(String keyword) {
        return switch (keyword) {
            case "type" -> "wrong-type";
            case "required" -> "property-missing";
            case "additionalProperties", "unevaluatedProperties" -> "property-unknown";
            case "enum", "const" -> "value-not-listed";
            case "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf" -> "out-of-range";
            case "minLength", "maxLength" -> "wrong-length";
            case "pattern" -> "wrong-pattern";
            default -> "schema-" + keyword.toLowerCase(java.util.Locale.ROOT);
        };
    }

    private static String sentence(Error error) {
        var wanted = wanted(error.getSchemaNode());
        return switch (error.getKeyword()) {
            case "type" -> "must be of type " + wanted;
            case "required" -> "is required";
            case "additionalProperties", "unevaluatedProperties" -> "the schema does not know this property";
            case "enum", "const" -> "must be one of " + wanted;
            case "minimum" -> "must be at least " + wanted;
            case "maximum" -> "must be at most " + wanted;
            case "exclusiveMinimum" -> "must be more than " + wanted;
            case "exclusiveMaximum" -> "must be less than " + wanted;
            case "multipleOf" -> "must be a multiple of " + wanted;
            case "minLength" -> "must have at least " + wanted + " characters";
            case "maxLength" -> "must have at most " + wanted + " characters";
            case "pattern" -> "must match " + wanted;
            default -> "does not fit the schema's " + error.getKeyword();
        };
    }

    private static String wanted(JsonNode schemaNode) {
        return schemaNode == null
                ? "what the schema says"
                : schemaNode.toString().replace("\"", "");
    }
}
