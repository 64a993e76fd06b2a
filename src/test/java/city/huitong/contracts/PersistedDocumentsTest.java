package city.huitong.contracts;

import static city.huitong.hub.Hub.POLICE;
import static city.huitong.hub.Hub.as;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import city.huitong.embedded.demo.FreshNumbers;
import city.huitong.hub.Hub;
import city.huitong.opendata.AnOpenDataset;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Documents that are asked for by their hash, and answers that are not sent twice. */
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PersistedDocumentsTest {

    /** Those that read nothing but open data. */
    private static final List<String> OPEN = List.of("openData", "divisions");

    private static final String STOP = """
            {"stop":"S9998","name":"北门","lines":3,"district":"d04","opened_on":"2021-05-01"}""";

    private static final String PROVINCE = """
            {"code":"440000","name":"某省","level":"province","province":"440000",\
            "province_name":"某省","full_name":"某省"}""";

    private static final Path FOLDER = Path.of("graphql/operations");

    @Inject
    DataSource database;

    private boolean published;

    /** Once: each publication is a version, and changes tags. */
    @BeforeEach
    void publish() throws IOException {
        if (!published) {
            Hub.awaitCity();
            Hub.send("department-transport", "bus-stops", STOP).statusCode(200);
            Hub.send("department-civil-affairs", "administrative-divisions", PROVINCE)
                    .statusCode(200);
            for (var name : OPEN) {
                await().atMost(Hub.DEADLINE).until(() -> isKept(name));
            }
            published = true;
        }
    }

    /** Whether its answer has not changed since a moment ago, and whoever has it is told so. */
    private static boolean isKept(String name) throws IOException {
        var tag = persisted(given(), name, Map.of()).header("ETag");
        return tag != null
                && persisted(given().header("If-None-Match", tag), name, Map.of())
                                .statusCode()
                        == 304;
    }

    @Test
    void areListedWithTheirHashesAndVariables() throws IOException {
        var answer = given().get("/graphql/persisted");
        assertThat(answer.contentType()).isEqualTo("application/json; charset=utf-8");
        var documents = new JsonObject(answer.asString()).getJsonArray("documents");
        try (var files = Files.list(FOLDER)) {
            assertThat(documents).hasSize((int) files.count());
        }
        for (var each : documents) {
            var document = (JsonObject) each;
            var text = text(document.getString("name"));
            assertThat(document.getString("text")).isEqualTo(text);
            assertThat(document.getString("hash")).isEqualTo(sha256(text));
        }
        assertThat(answer.asString()).contains("{\"name\":\"first\",\"type\":\"Int\",\"required\":false}");
    }

    @Test
    void areAnsweredAsTheDocumentIs() throws IOException {
        for (var name : List.of("divisions", "datasets", "policies")) {
            var byText = post(new JsonObject().put("query", text(name)));
            assertThat(new JsonObject(byText.asString()).getJsonArray("errors"))
                    .as(name)
                    .isNull();
            assertThat(told(persisted(as("officer"), name, Map.of()))).isEqualTo(told(byText));
            var id = "sha256:" + sha256(text(name));
            assertThat(told(post(new JsonObject().put("documentId", id)))).isEqualTo(told(byText));
            var byAddress = as("officer").queryParam("documentId", id).get("/graphql");
            assertThat(told(byAddress)).isEqualTo(told(byText));
            assertThat(cost(byAddress)).as("what is not sent is not paid for").isLessThanOrEqualTo(cost(byText));
        }
    }

    private static int cost(Response answer) {
        return Integer.parseInt(answer.header("Request-Cost"));
    }

    /** All but the price: whoever sends the document itself pays for its length, too. */
    private static JsonObject told(Response answer) {
        var told = new JsonObject(answer.asString());
        told.getJsonObject("extensions").getJsonObject("cost").remove("units");
        return told;
    }

    @Test
    void takeVariables() throws IOException {
        var answer = persisted(as("officer"), "datasets", Map.of("first", 2));
        assertThat(new JsonObject(answer.asString())
                        .getJsonObject("data")
                        .getJsonObject("datasets")
                        .getJsonArray("items"))
                .hasSize(2);
        var wrong = persisted(given(), "openData", Map.of("first", "two"));
        assertThat(wrong.asString()).contains("request-invalid");
        assertThat(wrong.header("ETag")).isNull();
        assertThat(wrong.header("Cache-Control")).isEqualTo("private, no-store");
    }

    @Test
    void areUnknownByAnyOtherId() {
        for (var id : new String[] {"0".repeat(64), "subject", "sha256:"}) {
            var answer = given().urlEncodingEnabled(false).get("/graphql/persisted/" + id);
            assertThat(answer.statusCode()).as(id).isEqualTo(404);
            assertThat(answer.asString()).contains("\"document-not-found\"");
        }
        var both = post(new JsonObject().put("documentId", "x").put("query", "{ __typename }"));
        assertThat(both.statusCode()).isEqualTo(400);
        assertThat(post(new JsonObject().put("documentId", 5)).statusCode()).isEqualTo(400);
        assertThat(given().accept("image/png").get("/graphql/persisted/x").statusCode())
                .isEqualTo(406);
    }

    @Test
    void answersWithOpenDataAreTagged() throws IOException {
        for (var name : OPEN) {
            var answer = persisted(given(), name, Map.of());
            assertThat(answer.header("Cache-Control")).isEqualTo("public, no-cache");
            var again = persisted(given().header("If-None-Match", answer.header("ETag")), name, Map.of());
            assertThat(again.statusCode()).as(name).isEqualTo(304);
            assertThat(again.asString()).isEmpty();
            assertThat(again.header("ETag")).isEqualTo(answer.header("ETag"));
            assertThat(persisted(given(), name, Map.of("first", 3, "counties", 3))
                            .header("ETag"))
                    .isNotEqualTo(answer.header("ETag"));
        }
    }

    @Test
    void aTagChangesWhenSomethingIsPublishedThatTheDocumentReads() {
        var stops = AnOpenDataset.register();
        var other = AnOpenDataset.register();
        stops.store("{\"district\":\"d01\",\"stop\":1}\n");
        stops.untilInGraphql();
        other.store("{\"district\":\"d01\",\"stop\":1}\n");
        other.untilInGraphql();
        var query =
                ("{ openData { rest ...a } } fragment a on OpenData { %s { totalCount } x: %sGroups { nodes { values"
                                + " { text } } } }")
                        .formatted(stops.graphqlField(), stops.graphqlField());
        await().atMost(Hub.DEADLINE).until(() -> get(query, "").header("ETag") != null);
        var before = get(query, "");

        other.store("{\"district\":\"d02\",\"stop\":2}\n");
        assertThat(get(query, before.header("ETag")).statusCode()).isEqualTo(304);
        stops.store("{\"district\":\"d02\",\"stop\":2}\n");

        await().atMost(Hub.DEADLINE)
                .until(() -> get(query, before.header("ETag")).statusCode() == 200);
        var after = get(query, before.header("ETag"));
        assertThat(after.header("ETag")).isNotEqualTo(before.header("ETag"));
        assertThat(after.asString()).contains("\"totalCount\":2");
    }

    /** Nobody gets at the table meanwhile, so whoever is answered is answered without it. */
    @Test
    void areAnsweredAgainWithoutTheDatabase() throws Exception {
        var answer = persisted(given(), "divisions", Map.of());
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table records.\"administrative-divisions\", dataset_head, dataset_version");
            var again = persisted(given(), "divisions", Map.of());
            assertThat(again.statusCode()).isEqualTo(200);
            assertThat(again.asString()).isEqualTo(answer.asString());
            for (var header : List.of("ETag", "Cache-Control", "Content-Type", "Request-Cost", "Vary")) {
                assertThat(again.header(header)).as(header).isNotNull().isEqualTo(answer.header(header));
            }
            var tag = answer.header("ETag");
            assertThat(persisted(given().header("If-None-Match", tag), "divisions", Map.of())
                            .statusCode())
                    .isEqualTo(304);
            connection.rollback();
        }
    }

    @Test
    void areAnsweredAnewWhenSomethingIsPublished() throws IOException {
        assertThat(persisted(given(), "divisions", Map.of()).asString())
                .contains("某省")
                .doesNotContain("新省");
        Hub.send("department-civil-affairs", "administrative-divisions", PROVINCE.replace("某省", "新省"))
                .statusCode(200);
        await().atMost(Hub.DEADLINE)
                .until(() ->
                        persisted(given(), "divisions", Map.of()).asString().contains("新省"));
        Hub.send("department-civil-affairs", "administrative-divisions", PROVINCE)
                .statusCode(200);
        await().atMost(Hub.DEADLINE)
                .until(() ->
                        persisted(given(), "divisions", Map.of()).asString().contains("某省"));
    }

    /** The id is a pseudonym; what it leads to is nobody else's business, and no cache's. */
    @Test
    void aSubjectIsGuardedAsEverAndNeverKept() throws IOException {
        var number = FreshNumbers.citizen();
        Hub.send(POLICE, "population", """
                {"citizen_number":"%s","name":"王芳","sex":"female","birth":"1950-03-01"}""".formatted(number));
        var subject = Map.of("id", Hub.subject(number));
        var stranger = persisted(given(), "subject", subject);
        assertThat(stranger.asString()).contains("token-missing");
        var officer = persisted(as("officer"), "subject", subject);
        assertThat(officer.asString()).contains("\"kind\"");
        assertThat(officer.header("Cache-Control")).isEqualTo("private, no-store");
        assertThat(stranger.header("Cache-Control")).isEqualTo("private, no-store");
        assertThat(officer.header("ETag")).isNull();
    }

    @Test
    void whoeverShowsATokenIsNotAnsweredFromACache() {
        var query = "{ openData { rest } }";
        assertThat(get(query, "").header("ETag")).isNotNull();
        assertThat(as("officer").queryParam("query", query).get("/graphql").header("Cache-Control"))
                .isEqualTo("private, no-store");
    }

    /** It names no dataset, so its version is known only when it has been read. */
    @Test
    void aRecordByItsIdIsNotTagged() {
        var rows = get("{ openData { administrativeDivisions(first: 1) { nodes { id } } } }", "");
        var id = new JsonObject(rows.asString())
                .getJsonObject("data")
                .getJsonObject("openData")
                .getJsonObject("administrativeDivisions")
                .getJsonArray("nodes")
                .getJsonObject(0)
                .getString("id");
        var answer = get("{ openData { rest } node(id: \"" + id + "\") { id } }", "");
        assertThat(answer.asString()).contains("\"node\":{\"id\"").doesNotContain("\"errors\"");
        assertThat(answer.header("ETag")).isNull();
        assertThat(answer.header("Cache-Control")).isEqualTo("private, no-store");
    }

    private static Response get(String query, String tag) {
        return given().header("If-None-Match", tag.isEmpty() ? "\"none\"" : tag)
                .queryParam("query", query)
                .get("/graphql");
    }

    private static Response persisted(RequestSpecification caller, String name, Map<String, ?> variables)
            throws IOException {
        if (!variables.isEmpty()) {
            caller.queryParam("variables", new JsonObject(Map.copyOf(variables)).encode());
        }
        return caller.get("/graphql/persisted/" + sha256(text(name)));
    }

    private static Response post(JsonObject body) {
        return as("officer").contentType("application/json").body(body.encode()).post("/graphql");
    }

    private static String text(String name) throws IOException {
        return Files.readString(FOLDER.resolve(name + ".graphql"));
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
