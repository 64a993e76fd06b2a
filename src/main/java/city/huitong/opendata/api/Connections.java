package city.huitong.opendata.api;

import city.huitong.opendata.AnswerPage;
import city.huitong.opendata.Cursors;
import graphql.schema.DataFetchingEnvironment;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Pages as Relay's connections. What nobody asks for is not made: a cursor has to be sealed. */
@ApplicationScoped
class Connections {

    static final String EDGES = "edges";
    static final String NODES = "nodes";
    static final String NODE = "node";
    static final String CURSOR = "cursor";
    static final String PAGE_INFO = "pageInfo";
    static final String TOTAL_COUNT = "totalCount";
    static final String VERSION = "version";
    static final String PUBLISHED_AT = "publishedAt";

    private final Cursors cursors;

    Connections(Cursors cursors) {
        this.cursors = cursors;
    }

    /** Which page the field asks for. */
    static AskedPage.Place place(DataFetchingEnvironment field) {
        return new AskedPage.Place(field.getArgument("after"), field.getArgument("asOf"), null);
    }

    /** How many rows it asks for; the usual number where it says nothing. */
    static @Nullable String first(DataFetchingEnvironment field) {
        return Optional.ofNullable(field.<Integer>getArgument("first"))
                .map(String::valueOf)
                .orElse(null);
    }

    /** An argument that is a list, with commas as REST has it. */
    static @Nullable String list(DataFetchingEnvironment field, String argument) {
        return Optional.ofNullable(field.<List<String>>getArgument(argument))
                .filter(words -> !words.isEmpty())
                .map(words -> String.join(",", words))
                .orElse(null);
    }

    /** @param rows the page's, in their order */
    Map<String, @Nullable Object> of(Selection asked, AnswerPage page, List<?> rows) {
        var connection = new LinkedHashMap<String, @Nullable Object>();
        connection.put(NODES, rows);
        if (asked.page().contains(EDGES)) {
            connection.put(EDGES, edges(rows, asked.edge().contains(CURSOR) ? cursors.each(page) : List.of()));
        }
        connection.put(
                PAGE_INFO,
                new PageInfo(
                        page.more(), asked.pageInfo().contains("endCursor") ? cursors.last(page) : Optional.empty()));
        connection.put(TOTAL_COUNT, page.count().isPresent() ? page.count().getAsLong() : null);
        connection.put(VERSION, page.version().number());
        connection.put(PUBLISHED_AT, page.version().at().toString());
        return connection;
    }

    private static List<Map<String, Object>> edges(List<?> rows, List<String> cursors) {
        var edges = new ArrayList<Map<String, Object>>();
        for (var i = 0; i < rows.size(); i++) {
            edges.add(Map.of(NODE, rows.get(i), CURSOR, cursors.isEmpty() ? "" : cursors.get(i)));
        }
        return edges;
    }
}
