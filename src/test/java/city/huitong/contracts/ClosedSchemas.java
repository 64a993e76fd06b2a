package city.huitong.contracts;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Set;

/** Lets no schema of a document pass fields that it does not name; in what is served, clients must expect new ones. */
final class ClosedSchemas {

    private static final String OTHERS = "additionalProperties";

    /** Values, which may look like schemas. */
    private static final Set<String> VALUES = Set.of("example", "examples", "default", "enum", "const");

    /** What makes one object of several schemas; each alone may not refuse the fields of the others. */
    private static final Set<String> PARTS = Set.of("allOf", "anyOf", "oneOf", "$ref");

    private ClosedSchemas() {}

    static JsonObject in(JsonObject document) {
        document.fieldNames().stream()
                .filter(name -> !VALUES.contains(name))
                .forEach(name -> close(document.getValue(name)));
        if (document.getValue("properties") instanceof JsonObject && isWhole(document)) {
            document.put(OTHERS, false);
        }
        return document;
    }

    private static boolean isWhole(JsonObject schema) {
        return !schema.containsKey(OTHERS) && PARTS.stream().noneMatch(schema::containsKey);
    }

    private static void close(Object value) {
        if (value instanceof JsonObject object) {
            in(object);
        }
        if (value instanceof JsonArray array) {
            array.forEach(ClosedSchemas::close);
        }
    }
}
