package city.huitong.contracts;

import java.util.Map;

/** What the hub answers beside its OpenAPI document, by how the path begins, and why it is not in there. */
final class Undocumented {

    private static final Map<String, String> WHY = Map.of(
            "/graphql", "has a schema of its own, graphql/schema.graphql; its answers always have one shape",
            "/graphiql", "a page for people",
            "/openapi", "the document itself",
            "/q/", "health, metrics and the pages of Quarkus, for those who run the hub",
            "/probe", "says to tests who the caller is",
            "/embedded/", "the token issuer of dev mode and tests, which no artifact has");

    private Undocumented() {}

    static boolean is(String path) {
        return WHY.keySet().stream().anyMatch(path::startsWith);
    }
}
