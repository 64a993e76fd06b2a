package city.huitong.opendata.api;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a query asks of a page.
 *
 * @param page fields of the page itself
 * @param row what is asked of its rows, by whatever way
 * @param edge fields of its edges
 * @param pageInfo fields of its {@code pageInfo}
 */
record Selection(Set<String> page, List<AskedField> row, Set<String> edge, Set<String> pageInfo) {

    /** @param page what is asked of the page, maybe in several places of the query */
    static Selection of(List<AskedField> page) {
        var edge = below(page, Connections.EDGES);
        var row = Stream.concat(below(page, Connections.NODES).stream(), below(edge, Connections.NODE).stream())
                .toList();
        return new Selection(names(page), row, names(edge), names(below(page, Connections.PAGE_INFO)));
    }

    /** Whether a position has to be made into a cursor. */
    boolean hasCursors() {
        return edge.contains(Connections.CURSOR) || pageInfo.contains(Connections.END_CURSOR);
    }

    private static List<AskedField> below(List<AskedField> fields, String name) {
        return fields.stream()
                .filter(field -> field.name().equals(name))
                .flatMap(field -> field.below().stream())
                .toList();
    }

    private static Set<String> names(List<AskedField> fields) {
        return fields.stream().map(AskedField::name).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
