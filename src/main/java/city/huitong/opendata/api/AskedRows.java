package city.huitong.opendata.api;

import city.huitong.catalog.Field;
import city.huitong.opendata.OpenDataset;
import city.huitong.opendata.Relation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a query asks of the records of a dataset.
 *
 * @param fields by their names in GraphQL, with the id
 * @param related what is asked of the records that these are tied to
 */
record AskedRows(DatasetNames names, Set<String> fields, List<Related> related) {

    /** Where a relation is asked for: again with other arguments, it is another one. */
    private record Place(String field, Map<String, Object> arguments) {}

    /**
     * Records that others are tied to, as a query asks for them.
     *
     * @param field the name of the relation in GraphQL
     * @param asked what is asked of the page, or of the one record
     */
    record Related(String field, Map<String, Object> arguments, Relation relation, List<AskedField> asked) {}

    static AskedRows of(DatasetNames names, Stream<AskedField> asked) {
        var fields = new LinkedHashSet<String>();
        var related = new LinkedHashMap<Place, List<AskedField>>();
        asked.forEach(field -> {
            if (names.relations().containsKey(field.name())) {
                related.computeIfAbsent(new Place(field.name(), field.arguments()), _ -> new ArrayList<>())
                        .addAll(field.below());
            } else {
                fields.add(field.name());
            }
        });
        var all = related.entrySet().stream()
                .map(each -> related(names, each.getKey(), each.getValue()))
                .toList();
        return new AskedRows(names, fields, all);
    }

    private static Related related(DatasetNames names, Place place, List<AskedField> asked) {
        return new Related(place.field, place.arguments, names.relation(place.field), asked);
    }

    boolean hasId() {
        return fields.contains(DatasetNames.ID) && DatasetNames.hasId(names.dataset());
    }

    /** Only what is asked for, in the order of the schema: a cursor fits queries with the same columns. At least one. */
    @Nullable
    String columns(OpenDataset dataset) {
        var wanted = fields();
        var own = wanted(dataset);
        var columns = names.fields().entrySet().stream()
                .filter(each -> wanted.contains(each.getKey())
                        || own.contains(each.getValue().name()))
                .map(each -> each.getValue().name())
                .toList();
        return columns.isEmpty()
                ? dataset.fields().stream().findFirst().map(Field::name).orElse(null)
                : String.join(",", columns);
    }

    /** Names of fields that are not asked for themselves: they make the id, or lead to others. */
    private Set<String> wanted(OpenDataset dataset) {
        var wanted = new LinkedHashSet<String>();
        if (hasId()) {
            dataset.key().forEach(field -> wanted.add(field.name()));
        }
        related.forEach(each -> wanted.addAll(each.relation().from()));
        return wanted;
    }

    /** Refuses as {@link OpenDataset#require} does what the caller may not read. */
    void mustBeReadable(OpenDataset dataset) {
        fields.stream()
                .map(names.fields()::get)
                .filter(field -> field != null)
                .forEach(field -> dataset.require(field.name(), field.name()));
        wanted(dataset).forEach(name -> dataset.require(name, name));
    }
}
