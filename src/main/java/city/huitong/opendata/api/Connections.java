package city.huitong.opendata.api;

import static java.util.stream.Collectors.joining;

import city.huitong.opendata.AnswerPage;
import city.huitong.opendata.Count;
import city.huitong.opendata.Cursors;
import city.huitong.opendata.QueryText;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Pages as Relay's connections. What nobody asks for is not made: a cursor has to be sealed. */
@Singleton
class Connections {

    static final String EDGES = "edges";
    static final String NODES = "nodes";
    static final String NODE = "node";
    static final String CURSOR = "cursor";
    static final String PAGE_INFO = "pageInfo";
    static final String END_CURSOR = "endCursor";
    static final String TOTAL_COUNT = "totalCount";
    static final String VERSION = "version";
    static final String PUBLISHED_AT = "publishedAt";

    private final Cursors cursors;

    Connections(Cursors cursors) {
        this.cursors = cursors;
    }

    /** Which page the field asks for. */
    static AskedPage.Place place(Map<String, Object> arguments) {
        return new AskedPage.Place(text(arguments, "after"), text(arguments, "asOf"), null);
    }

    /** The question for the records that a page asks for. */
    static QueryText records(@Nullable String columns, Map<String, Object> arguments, Selection asked) {
        var count = asked.page().contains(TOTAL_COUNT) ? Count.EXACT : Count.NONE;
        return QueryText.of(
                columns, text(arguments, "where"), list(arguments, "orderBy"), first(arguments), count.word());
    }

    /** The question for a record of which there is one at most. */
    static QueryText oneRecord(@Nullable String columns) {
        return QueryText.of(columns, null, null, "1", null);
    }

    /** How many rows it asks for; the usual number where it says nothing. */
    static @Nullable String first(Map<String, Object> arguments) {
        return Optional.ofNullable(arguments.get("first")).map(String::valueOf).orElse(null);
    }

    /** An argument that is a text. */
    static @Nullable String text(Map<String, Object> arguments, String name) {
        return (String) arguments.get(name);
    }

    /** An argument that is a list, with commas as REST has it. */
    static @Nullable String list(Map<String, Object> arguments, String name) {
        return arguments.get(name) instanceof List<?> words && !words.isEmpty()
                ? words.stream().map(String::valueOf).collect(joining(","))
                : null;
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
                        page.more(), asked.pageInfo().contains(END_CURSOR) ? cursors.last(page) : Optional.empty()));
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
