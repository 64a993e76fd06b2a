package city.huitong.opendata.api;

import graphql.schema.SelectedField;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A field that a query asks for.
 *
 * @param types the names of the types of which it is asked
 * @param below what is asked of its value
 */
record AskedField(String name, Map<String, Object> arguments, Set<String> types, List<AskedField> below) {

    AskedField {
        types = Set.copyOf(types);
        below = List.copyOf(below);
    }

    static List<AskedField> of(List<SelectedField> fields) {
        return fields.stream()
                .map(field -> new AskedField(
                        field.getName(),
                        field.getArguments(),
                        Set.copyOf(field.getObjectTypeNames()),
                        of(field.getSelectionSet().getImmediateFields())))
                .toList();
    }
}
