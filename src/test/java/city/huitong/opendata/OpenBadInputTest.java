package city.huitong.opendata;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is asked of open data, the hub says what is wrong with it, tells nothing that is withheld, and never fails. */
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenBadInputTest {

    private static final String SECRET = "李四";
    private static final int CUT = 0;

    @TestHTTPResource("/")
    @Nullable
    URI hub;

    private @Nullable AnOpenDataset stops;

    @BeforeEach
    void publish() {
        if (stops == null) {
            stops = AnOpenDataset.register();
            stops.store(IntStream.range(0, 30)
                    .mapToObj(
                            "{\"district\":\"d00\",\"stop\":%d,\"name\":\"a\",\"lines\":3,\"keeper\":\"李四\",\"cost\":9.99}\n"
                                    ::formatted)
                    .reduce("", String::concat));
        }
    }

    @AfterEach
    void servesTheNextRequest() {
        stops.records(Map.of()).then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            records         | select    | keeper
            records         | where     | keeper == '李四'
            records         | where     | known(keeper)
            records         | where     | stop != 1 && keeper.startsWith('李')
            records         | order_by  | keeper
            records         | order_by  | stop,-keeper
            groups          | group_by  | keeper
            groups          | group_by  | keeper as district
            groups          | group_by  | year(keeper) as y
            groups          | aggregate | count(keeper)
            groups          | aggregate | count_distinct(keeper) as stop
            groups          | aggregate | max(keeper)
            groups          | where     | keeper == '李四'
            export          | select    | stop,keeper
            export          | where     | keeper == '李四'
            export          | order_by  | keeper
            export/manifest | select    | keeper
            export/manifest | where     | keeper == '李四'
            export/manifest | order_by  | keeper
            """)
    void aWithheldFieldIsRefusedByEveryRoute(String what, String parameter, String value) {
        var answer = stops.ask(what, Map.of(parameter, value));

        answer.then().statusCode(403).body("code", equalTo("field-withheld"));
        assertThat(answer.asString()).doesNotContain(SECRET);
    }

    @ParameterizedTest
    @CsvSource({
        "records, orderBy, order_by",
        "records, Limit, limit",
        "groups, groupby, group_by",
        "changes, sinc, since",
        "export, limit, ''",
        "export/manifest, wher, where",
        "records/, limits, limit",
        "groups/, groupby, group_by",
        "'records/d00,1', select, ''",
        "'records/d00,1/history', asOf, ''"
    })
    void aParameterThatThereIsNoneOfIsNotPassedOver(String what, String parameter, String meant) {
        stops.ask(what, Map.of(parameter, "1"))
                .then()
                .statusCode(400)
                .body("code", equalTo("query-invalid"))
                .body("errors[0].code", equalTo("unknown-parameter"))
                .body("errors[0].pointer", equalTo("?" + parameter))
                .body("errors[0].detail", endsWith(meant.isEmpty() ? "" : "did you mean " + meant + "?"));
    }

    @Test
    void aFieldThatThereIsNoneOfIsTakenForTheNearest() {
        for (var parameter : List.of("select", "order_by")) {
            stops.records(Map.of(parameter, "stop,nme"))
                    .then()
                    .statusCode(400)
                    .body("errors[0].code", equalTo("unknown-field"))
                    .body("errors[0].detail", endsWith("; did you mean name?"));
        }
    }

    /** By the document, or a parameter that comes later would be refused. */
    @Test
    void everyParameterOfTheDocumentIsKnown() {
        var paths = new JsonObject(RestAssured.given()
                        .queryParam("format", "json")
                        .get("/openapi")
                        .asString())
                .getJsonObject("paths");
        for (var what : List.of(
                "records",
                "groups",
                "records/{key}",
                "records/{key}/history",
                "changes",
                "export",
                "export/manifest")) {
            var parameters = paths
                    .getJsonObject("/v1/open/datasets/{id}/" + what)
                    .getJsonObject("get")
                    .getJsonArray("parameters")
                    .stream()
                    .map(JsonObject.class::cast)
                    .filter(parameter -> "query".equals(parameter.getString("in")))
                    .map(parameter -> parameter.getString("name"))
                    .toList();
            var wrong = parameters.stream().collect(toMap(name -> name, _ -> "\u0001"));
            var answer = stops.ask(what.replace("{key}", "d00,1"), wrong).asString();
            assertThat(answer).as(what).doesNotContain("unknown-parameter");
            String sentence = stops.ask(what.replace("{key}", "d00,1"), Map.of("nothing", "1"))
                    .path("errors[0].detail");
            assertThat(sentence).as(what).isEqualTo("must be one of " + String.join(", ", new TreeSet<>(parameters)));
        }
    }

    @Test
    void aVersionThatIsYetToComeHasNoChanges() {
        long latest = stops.ask("changes", Map.of()).jsonPath().getLong("version");
        stops.ask("changes", Map.of("since", latest)).then().statusCode(200).body("items", hasSize(0));
        stops.ask("changes", Map.of("since", latest + 1))
                .then()
                .statusCode(400)
                .body("errors[0].code", equalTo("version-unknown"))
                .body("errors[0].pointer", equalTo("?since"));
    }

    /** Neither as a parameter that there is none of, nor as a name that a group has got. */
    @Test
    void aWithheldFieldIsInNoAnswer() {
        for (var what : List.of("records", "records/d00,1", "changes", "groups", "export", "export/manifest")) {
            var answer = stops.ask(what, Map.of("fields", "keeper", "expand", "keeper"));
            assertThat(answer.asString()).as(what).doesNotContain(SECRET, "9.99");
        }
        stops.ask("groups", Map.of("group_by", "district as keeper", "order_by", "keeper"))
                .then()
                .statusCode(200)
                .body("items.keeper", equalTo(List.of("d00")));
    }

    static Stream<Arguments> injections() {
        var texts = List.of(
                "'; drop table records.x; --",
                "1 or 1=1",
                "\" or \"\"=\"",
                "stop) from dataset_head; --",
                "$1",
                "%s",
                "${jndi:ldap://x}",
                "../../etc/passwd",
                "stop\u0000",
                "\u202Estop",
                "stop\n name",
                "(select pg_sleep(9))",
                "\\",
                "😀",
                "-",
                ",",
                " ");
        return Stream.of(
                        "records select",
                        "records where",
                        "records order_by",
                        "records limit",
                        "records count",
                        "records cursor",
                        "records asOf",
                        "groups group_by",
                        "groups aggregate",
                        "groups where",
                        "groups order_by",
                        "groups limit",
                        "groups cursor",
                        "groups asOf",
                        "changes since",
                        "changes limit",
                        "changes cursor",
                        "export format",
                        "export select",
                        "export where",
                        "export order_by",
                        "export version",
                        "export bom")
                .map(place -> place.split(" ", 2))
                .flatMap(place -> texts.stream().map(text -> Arguments.of(place[0], place[1], text)));
    }

    @ParameterizedTest
    @MethodSource("injections")
    void whatIsNoPartOfAQuestionIsRefused(String what, String parameter, String text) {
        var answer = stops.ask(what, Map.of(parameter, text));

        assertThat(answer.statusCode()).as(answer.asString()).isBetween(400, 404);
        assertThat(answer.contentType()).startsWith("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'",
                "\\",
                "%",
                "d00",
                "d00,1,2",
                "d00,x",
                "d00,99999999999999999999",
                "d00,1--",
                "😀,1",
                "d00,",
                ","
            })
    void whatIsNoKeyIsOfNoRecord(String key) {
        var answer = RestAssured.given().get("/v1/open/datasets/{id}/records/{key}", stops.id(), key);

        answer.then().statusCode(404).body("code", equalTo("record-not-found"));
    }

    @Test
    void injectedValuesAreValues() {
        var condition = "name == \"x' or '1'='1\" || name == '$1' || name == '%' || name.startsWith('_')";

        stops.records(Map.of("where", condition, "count", "exact"))
                .then()
                .statusCode(200)
                .body("count", equalTo(0));
        assertThat(stops.ask("export", Map.of("where", condition)).asString().lines())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1000000000", "1001", "1e2", "+5", "５", ""})
    void limitsOutOfRangeAreRefused(String limit) {
        for (var what : List.of("records", "groups", "changes")) {
            var answer = stops.ask(what, Map.of("limit", limit));
            if (limit.isEmpty()) {
                assertThat(answer.statusCode()).isIn(200, 400);
            } else {
                answer.then().statusCode(400).body("errors[0].pointer", equalTo("?limit"));
            }
        }
    }

    /** A condition that fits into an address may still have too many parts. */
    @Test
    void conditionsOfManyPartsAreRefusedOrAnsweredInTime() throws IOException {
        for (var condition : List.of(
                "!".repeat(3_000) + "roofed",
                "(".repeat(500) + "roofed" + ")".repeat(500),
                "stop in [" + "1,".repeat(1_500) + "1]",
                "stop==1" + "||stop==1".repeat(1_100),
                "name=='" + "a".repeat(3_000) + "'")) {
            var where = URLEncoder.encode(condition, StandardCharsets.UTF_8);
            assertThat(status("/records?where=" + where)).as(condition).isIn(CUT, 200, 400, 414, 431);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {5_000, 50_000, 1_000_000})
    void addressesTooLongAreRefused(int length) throws IOException {
        assertThat(status("/records?where=" + "a".repeat(length))).isIn(CUT, 400, 413, 414, 431);
        assertThat(status("/records?" + "x=1&".repeat(length / 4))).isIn(CUT, 400, 413, 414, 431);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/records?where=%",
                "/records?where=%zz",
                "/records?where=%C3%28",
                "/records?where=%FF%FE",
                "/records?select=%ED%A0%80",
                "/records?select=name%00",
                "/records?%FF=1",
                "/records?=&&=",
                "/records/%FF",
                "/records/%",
                "/records/%00",
                "/records/d00%2C1%00",
                "/groups?group_by=%C0%AF",
                "/export?select=%FF",
                "/changes?cursor=%FF"
            })
    void brokenEncodingsAreNoFailure(String path) throws IOException {
        assertThat(status(path)).isIn(200, 400, 403, 404);
    }

    /** Whoever says one thing twice is answered by one of both, or refused; never by something of neither. */
    @Test
    void parametersThatAreRepeatedAreNoFailure() throws IOException {
        for (var path : List.of(
                "/records?limit=1&limit=2",
                "/records?select=stop&select=name",
                "/records?select=stop&select=keeper",
                "/records?where=lines==3&where=keeper=='x'",
                "/groups?aggregate=count&aggregate=max(keeper)",
                "/export?format=csv&format=pdf")) {
            assertThat(status(path)).as(path).isIn(200, 400, 403);
        }
        var twice = RestAssured.given()
                .urlEncodingEnabled(false)
                .get("/v1/open/datasets/" + stops.id() + "/records?select=stop&select=keeper");
        assertThat(twice.asString()).doesNotContain(SECRET);
    }

    @Test
    void aCursorIsOfItsQueryAndItsDataset() {
        var other = AnOpenDataset.register();
        other.store("{\"district\":\"d00\",\"stop\":1}\n{\"district\":\"d00\",\"stop\":2}\n");
        var next = stops.records(Map.of("limit", 5)).<String>path("next");
        var groups = stops.ask("groups", Map.of("group_by", "stop", "limit", 5)).<String>path("next");

        for (var wrong : List.of(
                other.records(Map.of("cursor", next)),
                stops.ask("groups", Map.of("cursor", next)),
                stops.ask("changes", Map.of("cursor", next)),
                stops.records(Map.of("cursor", groups)),
                stops.records(Map.of("cursor", next, "order_by", "-stop")),
                stops.records(Map.of("cursor", next, "select", "stop")),
                stops.records(Map.of("cursor", "A".repeat(3_000))))) {
            wrong.then().statusCode(400).body("code", equalTo("cursor-invalid"));
        }
        var version = stops.records(Map.of()).<Integer>path("version");
        stops.store("{\"district\":\"d00\",\"stop\":0,\"name\":\"new\"}\n");
        stops.records(Map.of("cursor", next))
                .then()
                .statusCode(200)
                .body("version", equalTo(version))
                .body("items[0].stop", equalTo(5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "W/\"x\", *", "\"", "W/", "\"a\", \"b\"", "%00", "W/\"7-ab"})
    void tagsOfAllKindsAreNoFailure(String tag) {
        var path = "/v1/open/datasets/" + stops.id();
        for (var what : List.of("/records", "/records/d00,1", "/groups", "/export")) {
            var answer = RestAssured.given().header("If-None-Match", tag).get(path + what);
            assertThat(answer.statusCode()).isEqualTo(tag.equals("*") ? 304 : 200);
        }
        RestAssured.given()
                .header("If-None-Match", tag)
                .get(path + "/records/d00,999")
                .then()
                .statusCode(404);
    }

    private int status(String path) throws IOException {
        try (var socket = new Socket(hub.getHost(), hub.getPort())) {
            socket.setSoTimeout(20_000);
            var request = "GET /v1/open/datasets/" + stops.id() + path
                    + " HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            var first = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
            return first.isEmpty() ? CUT : Integer.parseInt(first.substring(9));
        } catch (SocketException _) {
            // The hub need not read what it refuses.
            return CUT;
        }
    }
}
