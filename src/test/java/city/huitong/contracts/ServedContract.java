package city.huitong.contracts;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.pointer.JsonPointer;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * An OpenAPI 3.1 document to hold answers against. Its schemas are taken strictly: a field that a schema does not name is a misfit,
 * unless the schema says what others there may be.
 */
final class ServedContract {

    private static final String ID = "urn:huitong:openapi";

    private final JsonObject document;
    private final List<PathTemplate> paths;
    private final SchemaRegistry registry;
    private final Map<JsonPointer, Schema> schemas = new ConcurrentHashMap<>();

    private ServedContract(JsonObject document) {
        this.document = document;
        this.paths = document.getJsonObject("paths").fieldNames().stream()
                .map(PathTemplate::new)
                .sorted(Comparator.naturalOrder())
                .toList();
        this.registry = SchemaRegistry.withDialect(
                Dialects.getOpenApi31(),
                builder -> builder.schemas(Map.of(ID, document.encode()))
                        .schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build()));
    }

    static ServedContract of(String json) {
        return new ServedContract(ClosedSchemas.in(new JsonObject(json)));
    }

    /** Where the operation stands that a request asks for. */
    Optional<JsonPointer> operation(String method, String path) {
        return paths.stream()
                .filter(template -> template.fits(path))
                .map(template -> pointer("paths", template.text(), method.toLowerCase(Locale.ROOT)))
                .filter(pointer -> at(pointer) != null)
                .findFirst();
    }

    /** What stands there, or nothing. */
    @Nullable
    JsonObject at(JsonPointer pointer) {
        return (JsonObject) pointer.queryJson(document);
    }

    /** This place, or the one that it refers to. */
    JsonPointer meant(JsonPointer pointer) {
        var found = at(pointer);
        var reference = found == null ? null : found.getString("$ref");
        return reference == null ? pointer : JsonPointer.from(reference.substring(1));
    }

    /** What is wrong with a JSON text by the schema that stands there. */
    List<String> misfits(JsonPointer schema, String json) {
        return schemas
                .computeIfAbsent(schema, at -> registry.getSchema(SchemaLocation.of(ID + "#" + at)))
                .validate(json, InputFormat.JSON)
                .stream()
                .map(Error::toString)
                .toList();
    }

    static JsonPointer pointer(String... names) {
        return JsonPointer.create().append(List.of(names));
    }
}
