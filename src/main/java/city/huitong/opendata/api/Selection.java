package city.huitong.opendata.api;

import graphql.schema.DataFetchingFieldSelectionSet;
import graphql.schema.SelectedField;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a query asks of a page, found out once. The engine's own answer compares each field with patterns of file names.
 *
 * @param page fields of the page itself
 * @param row fields of its rows, by whatever way they are asked for
 * @param edge fields of its edges
 * @param pageInfo fields of its {@code pageInfo}
 */
record Selection(Set<String> page, Set<String> row, Set<String> edge, Set<String> pageInfo) {

    static Selection of(DataFetchingFieldSelectionSet asked) {
        var page = asked.getImmediateFields();
        var edge = below(page.stream(), Connections.EDGES);
        var row = Stream.concat(
                below(page.stream(), Connections.NODES).stream(), below(edge.stream(), Connections.NODE).stream());
        return new Selection(
                names(page.stream()),
                names(row),
                names(edge.stream()),
                names(below(page.stream(), Connections.PAGE_INFO).stream()));
    }

    private static List<SelectedField> below(Stream<SelectedField> fields, String name) {
        return fields.filter(field -> field.getName().equals(name))
                .flatMap(field -> field.getSelectionSet().getImmediateFields().stream())
                .toList();
    }

    private static Set<String> names(Stream<SelectedField> fields) {
        return fields.map(SelectedField::getName).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
