package city.huitong.hub;

import static city.huitong.hub.Hub.POLICE;
import static city.huitong.hub.Hub.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import city.huitong.embedded.demo.FreshNumbers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent, the hub says what is wrong with it, never fails, and serves the next request. */
@QuarkusTest
class BadInputTest {

    private static final String UNKNOWN = "00000000-0000-8000-8000-000000000000";
    private static final String RECORDS = "/v1/datasets/population/records";

    @BeforeEach
    void theCityIsThere() {
        Hub.untilStarted();
    }

    @AfterEach
    void servesTheNextRequest() {
        as("app").get("/v1/datasets/population").then().statusCode(200);
    }

    static Stream<Arguments> badPages() {
        var lists = Stream.of(
                "/v1/departments?",
                "/v1/datasets?",
                "/v1/facts?",
                "/v1/policies?",
                "/v1/entitlements?policy=x.elderly-allowance&",
                "/v1/batches/BATCH/rejections?");
        return lists.flatMap(list -> Stream.of(
                        "limit=0",
                        "limit=-1",
                        "limit=1001",
                        "limit=1000000000",
                        "limit=99999999999999999999",
                        "limit=",
                        "limit=abc",
                        "limit=1.5",
                        "limit=%2B5",
                        "limit=%20",
                        "limit=%EF%BC%95",
                        "after=",
                        "after=abc",
                        "after=%00",
                        "after=MToA",
                        "after=%F0%9F%98%80",
                        "after=====")
                .map(query -> Arguments.of(list, query)));
    }

    @ParameterizedTest
    @MethodSource("badPages")
    void refusesPagesThatAreNone(String list, String query) {
        String batch = Hub.send(POLICE, "population", "{}").extract().path("batchId");

        refused(
                        as("auditor")
                                .urlEncodingEnabled(false)
                                .get(list.replace("BATCH", batch) + query)
                                .then(),
                        400,
                        "request-invalid")
                .body("errors.pointer", hasItem("?" + query.substring(0, query.indexOf('='))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abc",
                "1",
                "-",
                UNKNOWN,
                "%00",
                "%E6%B1%87",
                "' or 1=1 --",
                "0000000000000000-0000-0000-0000-000000000000",
                "zzzzzzzz-zzzz-zzzz-zzzz-zzzzzzzzzzzz",
            })
    void knowsNothingUnderIdsThatAreNone(String id) {
        for (var part : new String[] {"facts", "decisions", "entitlements"}) {
            refused(get("officer", "/v1/subjects/" + encoded(id) + "/" + part), 404, "subject-not-found");
        }
        refused(get("officer", "/v1/runs/" + encoded(id)), 404, "run-not-found");
        refused(
                as("officer")
                        .urlEncodingEnabled(false)
                        .post("/v1/runs/" + encoded(id) + "/cancel")
                        .then(),
                404,
                "run-not-found");
        refused(get("auditor", "/v1/batches/" + encoded(id)), 404, "batch-not-found");
        refused(get("auditor", "/v1/batches/" + encoded(id) + "/rejections"), 404, "batch-not-found");
        refused(get("app", "/v1/datasets/" + encoded(id)), 404, "dataset-not-found");
        refused(get("app", "/v1/departments/" + encoded(id)), 404, "department-not-found");
        refused(get("app", "/v1/facts/" + encoded(id)), 404, "fact-not-found");
        refused(get("app", "/v1/policies/" + encoded(id)), 404, "policy-not-found");
        refused(get("auditor", "/v1/entitlements?policy=" + encoded(id)), 404, "policy-not-found");
        refused(
                as("officer")
                        .urlEncodingEnabled(false)
                        .post("/v1/policies/" + encoded(id) + "/runs")
                        .then(),
                404,
                "policy-not-found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-02-30",
                "yesterday",
                "",
                "2026-11-23T00:00:00",
                "%2B999999999-12-31",
                "-999999999-01-01",
                "%2B10000-01-01",
                "0000-12-31",
                "%00",
            })
    void refusesDaysThatDoNotExist(String day) {
        var subject = aPerson();
        for (var part : new String[] {"facts", "decisions"}) {
            refused(get("officer", "/v1/subjects/" + subject + "/" + part + "?asOf=" + day), 400, "request-invalid")
                    .body("errors.pointer", hasItem("?asOf"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0001-01-01", "1949-10-01", "9999-12-31"})
    void answersForDaysLongAgoAndFarAway(String day) {
        var subject = aPerson();
        for (var part : new String[] {"facts", "decisions"}) {
            get("officer", "/v1/subjects/" + subject + "/" + part + "?asOf=" + day)
                    .statusCode(200);
        }
    }

    @Test
    void refusesOtherQueriesThatMeanNothing() {
        refused(get("auditor", "/v1/entitlements"), 404, "policy-not-found");
        for (var state : new String[] {"", "granted", "GRANTED,WITHDRAWN", "%00"}) {
            refused(
                    get("auditor", "/v1/entitlements?policy=x.elderly-allowance&state=" + state),
                    400,
                    "request-invalid");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            person     | 999999195001019013  | number-check-digit
            person     | 999999195002309011  | number-birth-date
            person     | 999999205001019019  | number-birth-date-future
            person     | 99999919500101901   | number-format
            person     | ９９９９９９１９５００１０１９０１２ | number-format
            person     | '999999195001019012 '| number-format
            enterprise | 91990000MA0000015R  | number-check-digit
            enterprise | 91990000MA0000016U  | number-organisation-check-digit
            enterprise | 91990000ma0000015q  | number-format
            household  | x                   | number-format
            """)
    void saysWhichPartOfANumberIsWrong(String kind, String number, String code) {
        refused(lookup("{\"kind\":\"" + kind + "\",\"number\":\"" + number + "\"}"), 422, "number-invalid")
                .body("errors[0].pointer", equalTo("/number"))
                .body("errors[0].code", equalTo(code));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "5",
                "{",
                "{}",
                "{} {}",
                "{\"kind\":\"person\"}",
                "{\"kind\":\"dog\",\"number\":\"1\"}",
                "{\"kind\":5,\"number\":{}}",
                "{\"kind\":\"person\",\"kind\":\"person\",\"number\":\"1\"}",
                "{\"kind\":\"person\",\"number\":\"\\u0000\"}",
                "{\"kind\":\"person\",\"number\":\"\\ud800\"}",
                "{\"kind\":\"person\",\"number\":1e999999999}",
                "\uFEFF{}",
                "<a/>",
            })
    void refusesBodiesThatAreNoQuestion(String body) {
        refusedSomehow(lookup(body));
    }

    @Test
    void refusesBodiesThatAreTooDeepOrTooLong() {
        refusedSomehow(lookup("[".repeat(100_000)));
        refusedSomehow(lookup("{\"kind\":".repeat(100_000)));
        refusedSomehow(lookup("{\"kind\":\"person\",\"number\":\"" + "9".repeat(1_000_000) + "\"}"));
        refused(lookup(" ".repeat(11 * 1024 * 1024)), 413, "content-too-large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "\\ud83d"})
    void refusesTextThatTheDatabaseCannotKeep(String escape) {
        refusedSomehow(put("/v1/departments/odd", "{\"title\":{\"zh\":\"a" + escape + "\"}}"));
        refusedSomehow(put("/v1/datasets/odd", """
                {"department":"civil-affairs","title":{"zh":"%1$s"},"description":{"zh":"%1$s"},
                 "subject":{"kind":"none"},"key":["id"],"sharing":"none","opening":"none","source":"pushed",
                 "schema":{"type":"object","additionalProperties":false,"required":["id"],
                   "properties":{"id":{"type":"string","description":"%1$s"}}}}""".formatted("a" + escape)));
        refusedSomehow(put("/v1/facts/person.odd", """
                {"title":{"zh":"a%s"},"dataset":"population","derive":"latest","column":"sex",
                 "where":"sex == 'male%s'"}""".formatted(escape, escape)));
    }

    @Test
    void refusesMethodsAndMediaTypesThatAreNotOffered() throws IOException {
        refused(as("officer").patch("/v1/departments").then(), 405, "method-not-allowed");
        refused(as("officer").delete("/v1/datasets/population").then(), 405, "method-not-allowed");
        for (var method : new String[] {"BREW", "TRACE", "PROPFIND", "get"}) {
            assertThat(RawHttp.status(
                            method + " /v1/departments HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                    .as(method)
                    .isBetween(400, 499);
        }
        refused(
                as("officer")
                        .contentType(ContentType.XML)
                        .body("<a/>")
                        .post("/v1/subjects/lookup")
                        .then(),
                415,
                "unsupported-media-type");
        refused(as("officer").accept("application/xml").get("/v1/departments").then(), 406, "not-acceptable");
        refusedSomehow(as("officer").accept("garbage").get("/v1/departments").then());
        refused(as("officer").get("/v1/none").then(), 404, "not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "br", "x", "identity, gzip", "\"gzip\""})
    void refusesBodiesInAnotherEncoding(String encoding) throws IOException {
        var line = gzip("{\"citizen_number\":\"" + FreshNumbers.citizen() + "\"}\n");
        refused(
                        as(POLICE)
                                .header("Content-Encoding", encoding)
                                .contentType("application/x-ndjson")
                                .body(line)
                                .post(RECORDS)
                                .then(),
                        415,
                        "unsupported-media-type")
                .header("Accept-Encoding", "identity");
        refused(
                as("officer")
                        .header("Content-Encoding", encoding)
                        .contentType(ContentType.JSON)
                        .body(gzip("{\"kind\":\"person\",\"number\":\"1\"}"))
                        .post("/v1/subjects/lookup")
                        .then(),
                415,
                "unsupported-media-type");
    }

    @Test
    void takesABodyThatSaysItIsNotEncoded() {
        as(POLICE)
                .header("Content-Encoding", "Identity")
                .contentType("application/x-ndjson")
                .body(new byte[0])
                .post(RECORDS)
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\tb"})
    void refusesIdempotencyKeysThatAreNone(String key) {
        refused(Hub.send(POLICE, "population", key, new byte[0]), 400, "idempotency-key-invalid")
                .body("errors[0].pointer", equalTo("Idempotency-Key"));
    }

    @Test
    void quarantinesALineOf100Megabytes() throws IOException {
        var connection = (HttpURLConnection) URI.create("http://localhost:" + RestAssured.port + RECORDS)
                .toURL()
                .openConnection();
        connection.setDoOutput(true);
        connection.setRequestMethod("POST");
        connection.setRequestProperty("Authorization", "Bearer " + Hub.token(POLICE));
        connection.setRequestProperty("Content-Type", "application/x-ndjson");
        connection.setChunkedStreamingMode(1024 * 1024);
        try (var out = connection.getOutputStream()) {
            for (var megabyte = 0; megabyte < 100; megabyte++) {
                out.write(new byte[1024 * 1024]);
            }
        }

        assertThat(connection.getResponseCode()).isEqualTo(200);
        assertThat(new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("\"received\":1", "\"rejected\":1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/9.9\r\n\r\n",
                "GET /v1/departments HTTP/1.1\r\n\r\n",
                "GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /v1/subjects/%zz/facts HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /v1/departments?limit=%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /v1/../../etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /v1/%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET //v1//departments;x=1 HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /\u0000 HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /v1/departments HTTP/1.1\r\nHost: localhost\r\nX: a\u0000b\r\n\r\n",
                "POST /v1/subjects/lookup HTTP/1.1\r\nHost: localhost\r\nContent-Length: abc\r\n\r\n",
                "POST /v1/subjects/lookup HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\n\r\n",
                "POST /v1/subjects/lookup HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999999999999\r\n\r\n",
                "POST /v1/subjects/lookup HTTP/1.1\r\nHost: localhost\r\nContent-Length: +1\r\n\r\n{",
                "POST /v1/subjects/lookup HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}",
                "POST /v1/subjects/lookup HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}",
                "POST /v1/subjects/lookup HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "POST /v1/datasets/population/records HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n",
                "GET /graphql?query=%E4%B HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /graphql/persisted/%E4%B HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "hello\r\n\r\n",
            })
    void survivesRequestsThatAreNone(String request) throws IOException {
        assertThat(RawHttp.status(request.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n")))
                .matches(status -> status == 0 || status >= 400 && status < 500, "refused");
    }

    @Test
    void survivesHeadersOf100Kilobytes() throws IOException {
        var head = "GET /v1/departments HTTP/1.1\r\nHost: localhost\r\n";
        var large = "x".repeat(100 * 1024);
        assertThat(RawHttp.status(head + "X: " + large + "\r\n\r\n")).isIn(0, 431);
        assertThat(RawHttp.status(head + "Authorization: Bearer " + large + "\r\n\r\n"))
                .isIn(0, 431);
        assertThat(RawHttp.status("GET /" + large + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .isIn(0, 414);
        assertThat(RawHttp.status(head + "X: y\r\n".repeat(10_000) + "\r\n")).isIn(0, 431);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer ",
                "Bearer a",
                "Bearer a.b.c",
                "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4IiwiZ3JvdXBzIjpbIm9mZmljZXIiXX0.",
                "Basic b2ZmaWNlcjpvZmZpY2Vy",
                "Digest x",
                "",
                "汇",
            })
    void refusesCallersWithoutAToken(String authorization) {
        assertThat(given().header("Authorization", authorization)
                        .get("/v1/departments")
                        .then()
                        .contentType("application/problem+json")
                        .extract()
                        .statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "{}",
                "{\"query\":5}",
                "{\"query\":\"\"}",
                "{\"query\":\"{\"}",
                "{\"query\":\"{ none }\"}",
                "{\"query\":\"{ subject(id: \\\"x\\\") { facts { name } } }\"}",
                "{\"query\":\"{ subject(id: \\\"\\u0000\\\") { facts { name } } }\"}",
                "{\"query\":\"query($id: ID!) { subject(id: $id) { facts { name } } }\",\"variables\":5}",
                "{\"query\":\"query($id: ID!) { subject(id: $id) { facts { name } } }\",\"variables\":{\"id\":{}}}",
                "{\"query\":\"query($id: ID!) { subject(id: $id) { facts { name } } }\",\"variables\":[]}",
                "{\"query\":\"{ policies { id } }\",\"variables\":\"x\",\"extensions\":5}",
                "{\"query\":\"{ policies { id } }\",\"operationName\":\"none\"}",
                "{\"query\":\"{ policies { id } }\",\"operationName\":5}",
                "{\"query\":[\"{ policies { id } }\"]}",
                "{\"query\":\"{ subject(id: \\\"SUBJECT\\\") { facts(asOf: \\\"+999999999-01-01\\\") { name } } }\"}",
                "{\"query\":\"{ subject(id: \\\"SUBJECT\\\") { decisions(asOf: \\\"2026-02-30\\\") { outcome } } }\"}",
                "{\"query\":\"{ datasets(first: -1) { items { id } } }\"}",
                "{\"query\":\"{ datasets(first: 99999999999) { items { id } } }\"}",
            })
    void refusesGraphqlThatIsNone(String body) {
        var answer = as("officer")
                .contentType(ContentType.JSON)
                .body(bytes(body.replace("SUBJECT", aPerson())))
                .post("/graphql")
                .then()
                .extract();
        assertThat(answer.statusCode()).isLessThan(500);
        assertThat(answer.statusCode() == 200 ? answer.asString() : "\"errors\"")
                .contains("\"errors\"");
    }

    private static String aPerson() {
        var number = FreshNumbers.citizen();
        Hub.send(POLICE, "population", """
                {"citizen_number":"%s","name":"王芳","sex":"female","birth":"1950-03-01","hukou":"x"}""".formatted(number)).statusCode(200);
        return Hub.subject(number);
    }

    private static ValidatableResponse get(String client, String path) {
        return as(client).urlEncodingEnabled(false).get(path).then();
    }

    private static ValidatableResponse put(String path, String body) {
        return as("operator")
                .contentType(ContentType.JSON)
                .body(bytes(body))
                .put(path)
                .then();
    }

    private static ValidatableResponse lookup(String body) {
        return as("officer")
                .contentType(ContentType.JSON)
                .body(bytes(body))
                .post("/v1/subjects/lookup")
                .then();
    }

    private static ValidatableResponse refused(ValidatableResponse answer, int status, String code) {
        return answer.statusCode(status).contentType("application/problem+json").body("code", equalTo(code));
    }

    private static ValidatableResponse refusedSomehow(ValidatableResponse answer) {
        assertThat(answer.extract().statusCode()).isBetween(400, 499);
        return answer.contentType("application/problem+json");
    }

    private static String encoded(String id) {
        return id.startsWith("%")
                ? id
                : id.replace(" ", "%20").replace("'", "%27").replace("=", "%3D");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
