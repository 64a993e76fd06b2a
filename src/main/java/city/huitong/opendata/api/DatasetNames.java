package city.huitong.opendata.api;

import city.huitong.catalog.Field;
import city.huitong.catalog.FieldType;
import city.huitong.opendata.OpenDataset;
import city.huitong.opendata.Relation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What the schema of GraphQL calls a dataset and what is in it.
 *
 * @param records the field of {@code OpenData} that answers its records
 * @param groups the one that answers groups of them
 * @param type what its types' names begin with
 * @param fields what may be read, by the name it has in GraphQL
 * @param relations ways to other records, by the name they have there
 */
record DatasetNames(
        OpenDataset dataset,
        String records,
        String groups,
        String type,
        Map<String, Field> fields,
        Map<String, Relation> relations) {

    static final String RECORD = "Record";
    static final String CONNECTION = "Connection";
    static final String EDGE = "Edge";
    static final String ORDER = "Order";

    /** The name by which Relay finds a record again. */
    static final String ID = "id";

    /** The field of the catalogue itself, which no dataset may have. */
    static final String CATALOGUE = "datasets";

    DatasetNames {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        relations = Collections.unmodifiableMap(new LinkedHashMap<>(relations));
    }

    /**
     * The names of all of them that have anything to read.
     *
     * @param isTaken whether a type of this name exists already
     */
    static List<DatasetNames> of(List<OpenDataset> datasets, Predicate<String> isTaken) {
        var readable =
                datasets.stream().filter(dataset -> !dataset.fields().isEmpty()).toList();
        var names = new GraphqlNames(Set.of(CATALOGUE, "rest"));
        var fields = names.each(
                readable.stream().map(dataset -> dataset.id().value()).toList());
        var all = new ArrayList<DatasetNames>();
        for (var dataset : readable) {
            var records = fields.getOrDefault(dataset.id().value(), CATALOGUE);
            var own = fields(dataset);
            all.add(new DatasetNames(
                    dataset,
                    records,
                    names.claim(records + "Groups"),
                    type(records, isTaken),
                    own,
                    relations(dataset, own, readable)));
        }
        return all;
    }

    /** Whether a record has a name of its own: its key is open, and can be written in an address. */
    static boolean hasId(OpenDataset dataset) {
        return dataset.hasOpenKey() && dataset.key().stream().map(Field::type).noneMatch(FieldType.TIMESTAMP::equals);
    }

    String recordType() {
        return type + RECORD;
    }

    private static Map<String, Field> fields(OpenDataset dataset) {
        var names = new GraphqlNames(hasId(dataset) ? Set.of(ID) : Set.of());
        var byField = names.each(dataset.fields().stream().map(Field::name).toList());
        var fields = new LinkedHashMap<String, Field>();
        dataset.fields().forEach(field -> fields.put(byField.getOrDefault(field.name(), field.name()), field));
        return fields;
    }

    private static Map<String, Relation> relations(
            OpenDataset dataset, Map<String, Field> fields, List<OpenDataset> all) {
        var names = new GraphqlNames(fields.keySet());
        names.claim(ID);
        var datasets = all.stream().map(OpenDataset::dataset).toList();
        var relations = new LinkedHashMap<String, Relation>();
        for (var relation : Relation.of(dataset.dataset(), datasets)) {
            relations.put(names.claim(GraphqlNames.camelCase(relation.name())), relation);
        }
        return relations;
    }

    /** The way of this name, which there is. */
    Relation relation(String name) {
        return Objects.requireNonNull(relations.get(name), name);
    }

    /** No ending is the end of another one, so types of two datasets never have the same name. */
    private static String type(String records, Predicate<String> isTaken) {
        var type = records.substring(0, 1).toUpperCase(Locale.ROOT) + records.substring(1);
        return Stream.of(RECORD, CONNECTION, EDGE, ORDER).map(type::concat).anyMatch(isTaken) ? type + "_" : type;
    }
}
