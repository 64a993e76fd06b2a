package city.huitong.catalog;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a dataset's records look like: a JSON Schema 2020-12 and the fields that follow from it. Made by
 * {@link DatasetReader} only.
 *
 * @param tree the schema as an immutable tree of maps, lists, texts, booleans and {@code BigDecimal}
 * @param fields in the order in which the schema lists its properties
 */
public record DatasetSchema(Map<String, Object> tree, List<Field> fields) {

    public DatasetSchema {
        fields = List.copyOf(fields);
    }

    /** The schema as JSON text, the same for the same tree. */
    public String text() {
        return JsonText.of(tree);
    }

    /** The schema of one property; empty if there is none of this name. */
    Map<String, Object> property(String name) {
        var property = tree.get("properties") instanceof Map<?, ?> properties ? properties.get(name) : null;
        var keywords = new LinkedHashMap<String, Object>();
        if (property instanceof Map<?, ?> schema) {
            schema.forEach((keyword, value) -> keywords.put(keyword.toString(), value));
        }
        return keywords;
    }
}
