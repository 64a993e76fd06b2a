package city.huitong.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever wrote a client of the last released contracts can go on using it; what a release is stands in docs/contracts.md. */
class BreakingChangesTest {

    @Test
    void keepsWhatTheReleasedOpenApiDocumentPromised() throws IOException {
        var breaks =
                OpenApiBreaks.between(text("openapi/released/openapi-3.0.3.yaml"), text("openapi/openapi-3.0.3.yaml"));

        assertAccepted(breaks, "openapi/released/accepted-breaks.yaml");
    }

    @Test
    void keepsWhatTheReleasedGraphqlSchemaPromised() throws IOException {
        var breaks = GraphqlBreaks.between(
                schema(text("graphql/released/schema.graphql")), schema(text("graphql/schema.graphql")));

        assertAccepted(breaks, "graphql/released/accepted-breaks.yaml");
    }

    private static void assertAccepted(List<String> breaks, String file) throws IOException {
        assertThat(breaks)
                .as("what breaks clients of the last release: take it back, or say in %s why it is right", file)
                .containsExactlyInAnyOrderElementsOf(
                        AcceptedBreaks.in(file).reasons().keySet());
    }

    @Nested
    class OfOpenApi {

        private static final String DOCUMENT = """
                openapi: 3.0.3
                info: {title: Stops, version: "1"}
                paths:
                  /stops:
                    get:
                      parameters: [{name: q, in: query, schema: {type: string}}]
                      responses: {200: {description: All, content: {application/json: {schema: {$ref: "#/components/schemas/Stop"}}}}}
                  /lines:
                    get:
                      responses: {204: {description: None}}
                components:
                  schemas:
                    Stop:
                      type: object
                      properties: {name: {type: string}, lines: {type: integer}, next: {$ref: "#/components/schemas/Stop"}}
                """;

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "/lines: | /rails: | GET /lines is gone",
                    "204: | 200: | GET /lines, answer 204 is gone",
                    "application/json | text/csv | GET /stops, answer 200, application/json is gone",
                    "name: {type | title: {type | GET /stops, answer 200, application/json, field name is gone",
                    "lines: {type: integer} | lines: {type: string} "
                            + "| GET /stops, answer 200, application/json, field lines was integer and is string",
                    "name: q, | name: query, | GET /stops, parameter q is gone",
                    "in: query, | in: query, required: true, | GET /stops, parameter q changed",
                    "[{name: q | [{name: day, in: query, required: true, schema: {type: string}}, {name: q "
                            + "| GET /stops, parameter day is new and required",
                })
        void seesWhatBreaksClients(String released, String current, String sentence) {
            assertThat(DOCUMENT).contains(released);
            assertThat(OpenApiBreaks.between(DOCUMENT, DOCUMENT.replace(released, current)))
                    .containsExactly(sentence);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "name: {type: string} | name: {type: string}, also: {type: string}",
                    "[{name: q | [{name: day, in: query, schema: {type: string}}, {name: q",
                    "204: | 404: {description: Gone}, 204:",
                })
        void letsAdditionsPass(String released, String current) {
            assertThat(DOCUMENT).contains(released);
            assertThat(OpenApiBreaks.between(DOCUMENT, DOCUMENT.replace(released, current)))
                    .isEmpty();
        }

        @Test
        void letsNewPathsPass() {
            var before = DOCUMENT.replaceFirst("(?s)  /lines:.*(?=components:)", "");
            assertThat(before).doesNotContain("204");
            assertThat(OpenApiBreaks.between(before, DOCUMENT)).isEmpty();
        }
    }

    @Nested
    class OfGraphql {

        private static final String SCHEMA = """
                type Query { stops(district: String): [Stop!]! }
                type Stop { name: String! lines: Int! }
                """;

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "name: String! | title: String! | Stop",
                    "lines: Int! | lines: String! | Stop",
                    "name: String! | name: String | Stop",
                    "(district: String) | (district: String!) | Query",
                    "(district: String) | (district: String, day: Int!) | Query",
                })
        void seesWhatBreaksClients(String released, String current, String type) {
            assertThat(GraphqlBreaks.between(SCHEMA, SCHEMA.replace(released, current)))
                    .singleElement()
                    .asString()
                    .startsWith(type + ".");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "name: String! | name: String! also: Int",
                    "(district: String) | (district: String, day: Int)",
                })
        void letsAdditionsPass(String released, String current) {
            assertThat(GraphqlBreaks.between(SCHEMA, SCHEMA.replace(released, current)))
                    .isEmpty();
        }
    }

    private static String schema(String printed) {
        return "scalar BigDecimal scalar BigInteger scalar Date scalar DateTime\n" + printed;
    }

    private static String text(String file) throws IOException {
        return Files.readString(Path.of(file));
    }
}
