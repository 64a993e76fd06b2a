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
record Selection(Set<String> page, List<SelectedField> row, Set<String> edge, Set<String> pageInfo) {

    static Selection of(DataFetchingFieldSelectionSet asked) {
        return of(asked.getImmediateFields());
    }

    /** @param page what is asked of the page, maybe in several places of the query */
    static Selection of(List<SelectedField> page) {
        var edge = below(page.stream(), Connections.EDGES);
        var row = Stream.concat(
                        below(page.stream(), Connections.NODES).stream(),
                        below(edge.stream(), Connections.NODE).stream())
                .toList();
        return new Selection(
                names(page.stream()),
                row,
                names(edge.stream()),
                names(below(page.stream(), Connections.PAGE_INFO).stream()));
    }

    /** Whether a position has to be made into a cursor. */
    boolean hasCursors() {
        return edge.contains(Connections.CURSOR) || pageInfo.contains(Connections.END_CURSOR);
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
