package city.huitong.ingest.api;

import static city.huitong.hub.Hub.POLICE;
import static city.huitong.hub.Hub.as;
import static city.huitong.hub.Hub.send;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.oneOf;

import city.huitong.embedded.demo.FreshNumbers;
import city.huitong.hub.Hub;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.smallrye.jwt.build.Jwt;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Records by REST: what is wrong is said and kept apart, what is right is stored once, and nothing answers 500. */
@QuarkusTest
class IngestApiTest {

    private static final String MINIMAL = """
            {"citizen_number":"%s","name":"王芳","sex":"female","birth":"1950-03-01"%s}
            """;

    private final Pool pool;
    private final String number = FreshNumbers.citizen();
    private final ConcurrentLinkedQueue<String> log = new ConcurrentLinkedQueue<>();
    private final Handler listener = listener();

    IngestApiTest(Pool pool) {
        this.pool = pool;
    }

    @BeforeEach
    void listen() {
        Logger.getLogger("").addHandler(listener);
    }

    @AfterEach
    void saidTheNumberToNobody() {
        Logger.getLogger("").removeHandler(listener);
        assertThat(log).noneMatch(line -> line.contains(number));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"citizen_number":"NUMBER","name":                                               | malformed-json     | ''
            NUMBER                                                                           | not-an-object      | ''
            ["NUMBER"]                                                                       | not-an-object      | ''
            null                                                                             | not-an-object      | ''
            {"citizen_number":"NUMBER","citizen_number":"NUMBER"}                            | duplicate-property | ''
            {"citizen_number":"NUMBER"} {}                                                   | malformed-json     | ''
            {"name":"a","sex":"male","birth":"1950-01-01"}                                   | property-missing   | /citizen_number
            {"citizen_number":"NUMBER","name":"a","sex":"male","birth":"1950-01-01","x":1}   | property-unknown   | ''
            {"citizen_number":"NUMBER","name":7,"sex":"male","birth":"1950-01-01"}           | wrong-type         | /name
            {"citizen_number":7,"name":"a","sex":"male","birth":"1950-01-01"}                | wrong-type         | /citizen_number
            {"citizen_number":null,"name":"a","sex":"male","birth":"1950-01-01"}             | wrong-type         | /citizen_number
            {"citizen_number":"NUMBER","name":"","sex":"male","birth":"1950-01-01"}          | wrong-length       | /name
            {"citizen_number":"NUMBER","name":"a","sex":"NUMBER","birth":"1950-01-01"}       | value-not-listed   | /sex
            {"citizen_number":"NUMBER","name":"a","sex":"male","birth":"1950-02-30"}         | date-invalid       | /birth
            {"citizen_number":"NUMBER","name":"a","sex":"male","birth":"+99999999-01-01"}    | date-invalid       | /birth
            {"citizen_number":"NUMBER","name":"a\\u0000","sex":"male","birth":"1950-01-01"}  | text-invalid       | /name
            {"citizen_number":"NUMBER","name":"\\ud83d","sex":"male","birth":"1950-01-01"}   | text-invalid       | /name
            {"citizen_number":"WRONG","name":"a","sex":"male","birth":"1950-01-01"}          | number-check-digit | /citizen_number
            {"citizen_number":"12","name":"a","sex":"male","birth":"1950-01-01"}             | number-format      | /citizen_number
            {"$withdraw":true}                                                               | property-missing   | /citizen_number
            {"$withdraw":false,"citizen_number":"NUMBER"}                                    | wrong-type         | /$withdraw
            {"$withdraw":true,"citizen_number":"NUMBER","name":"a"}                          | property-unknown   | ''
            """)
    void saysWhatIsWrongWithALineAndStoresTheOthers(String line, String code, String pointer) {
        var next = FreshNumbers.citizen();
        var wrong = line.strip().replace("NUMBER", number).replace("WRONG", FreshNumbers.misspelt(number));

        var batch = send(POLICE, "population", wrong + "\n" + MINIMAL.formatted(next, ""));

        expect(batch, 2, 1, 0, 1);
        rejections(batch)
                .body("items.line", everyItem(equalTo(1)))
                .body("items.code", hasItem(code))
                .body("items.pointer", hasItem(pointer));
    }

    @Test
    void quarantinesBytesThatAreNoUtf8() {
        var line = MINIMAL.formatted(number, "").getBytes(StandardCharsets.UTF_8);
        line[new String(line, StandardCharsets.ISO_8859_1).indexOf("name") + 8] = (byte) 0xFF;

        var batch = send(POLICE, "population", UUID.randomUUID().toString(), line);

        expect(batch, 1, 0, 0, 1);
        rejections(batch).body("items.code", hasItem("malformed-json"));
    }

    @Test
    void quarantinesDeepNesting() {
        var batch = send(POLICE, "population", "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000));

        expect(batch, 1, 0, 0, 1);
        rejections(batch).body("items.code", hasItem("malformed-json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e200000", "1e-200000", "-1e999999999", "1e2147483647"})
    void quarantinesNumbersThatNoColumnHolds(String huge) {
        var dataset = aDatasetOfEveryType();
        var batch = send(
                "department-test-office",
                dataset,
                "{\"id\":\"1\",\"ratio\":" + huge + "}\n{\"id\":\"2\",\"staff\":" + huge + "}\n{\"id\":\"3\",\"paid\":"
                        + huge + "}\n{\"id\":\"4\"}\n");

        expect(batch, 4, 1, 0, 3);
        rejections("department-test-office", batch)
                .body("items.code", everyItem(oneOf("number-invalid", "wrong-type")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"id":"1","at":"+999999999-01-01T00:00:00Z"}        | date-invalid
            {"id":"1","at":"2026-02-30T00:00:00Z"}              | date-invalid
            {"id":"1","on":"+9999999-01-01"}                    | date-invalid
            {"id":"1","more":{"a":"\\u0000"}}                   | text-invalid
            {"id":"1","more":{"\\u0000":1}}                     | text-invalid
            {"id":"1","more":{"a":"\\udc00"}}                   | text-invalid
            {"id":"1","more":{"a":1e999999}}                    | text-invalid
            {"id":"1","paid":0.001}                             | number-invalid
            {"id":"1","staff":1.5}                              | wrong-type
            {"id":"1","staff":9223372036854775808}              | number-invalid
            """)
    void quarantinesValuesThatPostgresqlCannotKeep(String line, String code) {
        var dataset = aDatasetOfEveryType();

        var batch = send("department-test-office", dataset, line + "\n{\"id\":\"2\"}\n");

        expect(batch, 2, 1, 0, 1);
        rejections("department-test-office", batch).body("items.code", everyItem(equalTo(code)));
    }

    @Test
    void keepsEveryTypeExactly() {
        var dataset = aDatasetOfEveryType();

        send("department-test-office", dataset, """
                {"id":"1","ratio":0.1234567890123456789,"staff":9223372036854775807,"paid":12.34,"open":true,\
                "on":"0001-01-01","at":"2026-11-23T08:00:00.5+08:00","more":{"a":[1,"汇"]}}
                """).statusCode(200);

        var kept = pool.query("select concat_ws(' ', ratio, staff, paid, open, \"on\", "
                        + "\"at\" at time zone 'utc', more) from records." + quoted(dataset))
                .execute()
                .await()
                .atMost(Hub.DEADLINE);
        assertThat(kept.iterator().next().getString(0))
                .isEqualTo("0.1234567890123456789 9223372036854775807 1234 t 0001-01-01 "
                        + "2026-11-23 00:00:00.5 {\"a\": [1, \"汇\"]}");
    }

    @Test
    void skipsALineThatIsTooLongInABodyOfManyMegabytes() throws Exception {
        var key = UUID.randomUUID().toString();
        var connection = open("population", key);
        connection.setChunkedStreamingMode(64 * 1024);
        var numbers =
                IntStream.range(0, 20).mapToObj(_ -> FreshNumbers.citizen()).toList();
        try (var out = connection.getOutputStream()) {
            var filler = "x".repeat(64 * 1024).getBytes(StandardCharsets.UTF_8);
            for (var each : numbers) {
                out.write("{\"name\":\"".getBytes(StandardCharsets.UTF_8));
                for (var i = 0; i < 48; i++) {
                    out.write(filler);
                }
                out.write(("\"}\n" + MINIMAL.formatted(each, "")).getBytes(StandardCharsets.UTF_8));
            }
        }

        assertThat(connection.getResponseCode()).isEqualTo(200);
        var answer = new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(answer).contains("\"received\":40", "\"accepted\":20", "\"rejected\":20");
    }

    @Test
    void acceptsAnEmptyBody() {
        expect(send(POLICE, "population", ""), 0, 0, 0, 0);
        expect(send(POLICE, "population", "\n \r\n\n"), 0, 0, 0, 0);
    }

    @Test
    void refusesWhoMayNot() {
        refused(send(POLICE, "none-such", "{}"), 404, "dataset-not-found");
        refused(send(POLICE, "X;drop", "{}"), 404, "dataset-not-found");
        refused(send(POLICE, "deaths", "{}"), 403, "forbidden");
        refused(send("officer", "population", "{}"), 403, "role-missing");
        refused(
                given().contentType("application/x-ndjson")
                        .body(bytes("{}"))
                        .post("/v1/datasets/population/records")
                        .then(),
                401,
                "token-missing");
    }

    @Test
    void refusesTokensThatAreNotForIt() throws Exception {
        refused(sendWith(signed("huitong-embedded", "another-hub", Duration.ofHours(1))), 401, "token-audience");
        refused(sendWith(signed("another-issuer", "huitong", Duration.ofHours(1))), 401, "token-invalid");
        refused(sendWith(signed("huitong-embedded", "huitong", Duration.ofHours(-1))), 401, "token-expired");
        var good = signed("huitong-embedded", "huitong", Duration.ofHours(1));
        sendWith(good).statusCode(200);
        var parts = good.split("\\.", 3);
        var claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                .replace("public-security", "health");
        var tampered = parts[0] + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + "."
                + parts[2];
        refused(sendWith(tampered), 401, "token-invalid");
        refused(sendWith("garbage"), 401, "token-invalid");
        refused(sendWith("a.b.c"), 401, "token-invalid");
    }

    @Test
    void refusesBadKeys() {
        refused(send(POLICE, "population", "with blank", new byte[0]), 400, "idempotency-key-invalid");
        refused(send(POLICE, "population", "k".repeat(201), new byte[0]), 400, "idempotency-key-invalid");
        send(POLICE, "population", "k".repeat(200), new byte[0]).statusCode(200);
    }

    @Test
    void refusesOtherMediaTypes() {
        as(POLICE)
                .contentType(ContentType.XML)
                .body("<a/>")
                .post("/v1/datasets/population/records")
                .then()
                .statusCode(415)
                .body("code", equalTo("unsupported-media-type"));
    }

    @Test
    void showsABatchToItsOwnDepartmentOnly() {
        var batch = batchId(send(POLICE, "population", MINIMAL.formatted(number, "")));

        as(POLICE).get("/v1/batches/" + batch).then().statusCode(200);
        as("auditor").get("/v1/batches/" + batch).then().statusCode(200);
        refused(as("department-health").get("/v1/batches/" + batch).then(), 404, "batch-not-found");
        refused(
                as("department-health")
                        .get("/v1/batches/" + batch + "/rejections")
                        .then(),
                404,
                "batch-not-found");
        refused(as(POLICE).get("/v1/batches/" + UUID.randomUUID()).then(), 404, "batch-not-found");
        refused(as(POLICE).get("/v1/batches/abc").then(), 404, "batch-not-found");
        refused(as("app").get("/v1/batches/" + batch).then(), 403, "role-missing");
    }

    @Test
    void pagesThroughRejections() {
        var batch = send(POLICE, "population", "{\"name\":1,\"sex\":2}\n".repeat(3));
        var path = "/v1/batches/" + batchId(batch) + "/rejections";
        var all = as(POLICE).get(path).then().statusCode(200).extract().<java.util.List<?>>path("items");

        var seen = new java.util.ArrayList<Object>();
        String next = null;
        do {
            var page = as(POLICE)
                    .queryParams(next == null ? java.util.Map.of() : java.util.Map.of("after", next))
                    .get(path + "?limit=2")
                    .then()
                    .statusCode(200);
            seen.addAll(page.extract().<java.util.List<?>>path("items"));
            next = page.extract().path("next");
        } while (next != null);

        assertThat(all).hasSizeGreaterThan(6);
        assertThat(seen).isEqualTo(all);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=abc", "limit=1001", "after=abc", "after=MTphYmM", "after=MTox"})
    void refusesPagesThatAreNone(String query) {
        var batch = batchId(send(POLICE, "population", "{}"));

        refused(as(POLICE).get("/v1/batches/" + batch + "/rejections?" + query).then(), 400, "request-invalid");
    }

    @Test
    void givesARejectedLineBackToItsSenderOnly() {
        var batch = batchId(send(POLICE, "population", "{\"citizen_number\":\"" + number + "\"}"));
        var path = "/v1/batches/" + batch + "/rejections?content=true";

        as(POLICE).get(path).then().body("items[0].content", equalTo("{\"citizen_number\":\"" + number + "\"}"));
        as("auditor").get(path).then().statusCode(200).body("items[0].content", nullValue());
        assertThat(sealedBytes(batch)).doesNotContain(number);
    }

    @Test
    void replacesARecordAndKeepsTheOldAsHistory() {
        expect(send(POLICE, "population", person(",\"hukou\":\"other\"")), 1, 1, 0, 0);
        expect(send(POLICE, "population", person(",\"hukou\":\"other\"")), 1, 0, 1, 0);
        expect(send(POLICE, "population", person(",\"hukou\":\"x\"")), 1, 1, 0, 0);

        var id = Hub.subject(number);
        assertThat(count("records.population where citizen_number = $1 and hukou = 'x' and not _withdrawn", id))
                .isOne();
        assertThat(count("records.population__history where citizen_number = $1 and hukou = 'other'", id))
                .isOne();
        assertThat(count("records.population__history where citizen_number = $1", id))
                .isOne();
    }

    @Test
    void keepsTheLastOfTwoLinesAboutOneRecord() {
        expect(send(POLICE, "population", person(",\"hukou\":\"other\"") + person(",\"hukou\":\"x\"")), 2, 2, 0, 0);

        assertThat(count("records.population where citizen_number = $1 and hukou = 'x'", Hub.subject(number)))
                .isOne();
    }

    @Test
    void keepsAWithdrawnRecordAsATombstoneWithoutItsFacts() {
        send(POLICE, "population", person(",\"hukou\":\"x\"")).statusCode(200);
        var id = Hub.subject(number);
        fact(id, "person.hukou").body("find { it.name == 'person.hukou' }.value", equalTo("x"));

        expect(send(POLICE, "population", withdrawal()), 1, 1, 0, 0);

        fact(id, "person.hukou").body("find { it.name == 'person.hukou' }.missing", equalTo(true));
        assertThat(count("records.population where citizen_number = $1 and _withdrawn", id))
                .isOne();
        assertThat(count("facts.person where _subject = $1 and hukou is not null", id))
                .isZero();
        expect(send(POLICE, "population", withdrawal()), 1, 0, 1, 0);
        expect(send(POLICE, "population", person(",\"hukou\":\"x\"")), 1, 1, 0, 0);
        assertThat(count("records.population where citizen_number = $1 and not _withdrawn", id))
                .isOne();
    }

    @Test
    void answersARepeatedBodyWithTheSameBatch() {
        var key = UUID.randomUUID().toString();
        var body = (person("") + "{}\n").getBytes(StandardCharsets.UTF_8);
        var first =
                send(POLICE, "population", key, body).statusCode(200).extract().asString();

        var second =
                send(POLICE, "population", key, body).statusCode(200).extract().asString();

        assertThat(second).isEqualTo(first);
        assertThat(count("records.population__history where citizen_number = $1", Hub.subject(number)))
                .isZero();
    }

    @Test
    void refusesAnotherBodyUnderTheSameKey() {
        var key = UUID.randomUUID().toString();
        var line = person("");
        send(POLICE, "population", key, bytes(line + line)).statusCode(200);

        var other = FreshNumbers.citizen();
        refused(send(POLICE, "population", key, bytes(line)), 422, "idempotency-key-reused");
        refused(send(POLICE, "population", key, bytes("")), 422, "idempotency-key-reused");
        refused(send(POLICE, "population", key, bytes(line + line + line)), 422, "idempotency-key-reused");
        refused(
                send(POLICE, "population", key, bytes(line + MINIMAL.formatted(other, ""))),
                422,
                "idempotency-key-reused");
        send(POLICE, "households", key, bytes("")).statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void goesOnWithABodyThatWasCutOff(boolean chunked) throws Exception {
        var key = UUID.randomUUID().toString();
        var body = bytes(IntStream.range(0, 3_500)
                .mapToObj(_ -> MINIMAL.formatted(FreshNumbers.citizen(), ""))
                .collect(Collectors.joining()));
        cutOff(key, body, body.length * 5 / 7, chunked);

        assertThat(linesOf(key)).isEqualTo(2_000);
        expect(send(POLICE, "population", key, body), 3_500, 3_500, 0, 0);
        assertThat(linesOf(key)).isEqualTo(3_500);
    }

    private void cutOff(String key, byte[] body, int at, boolean chunked) throws Exception {
        var head = "POST /v1/datasets/population/records HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
                + "application/x-ndjson\r\nIdempotency-Key: " + key + "\r\nAuthorization: Bearer "
                + Hub.token(POLICE) + "\r\n"
                + (chunked ? "Transfer-Encoding: chunked" : "Content-Length: " + body.length) + "\r\n\r\n";
        try (var socket = new Socket("localhost", RestAssured.port)) {
            var out = socket.getOutputStream();
            out.write(bytes(head));
            if (chunked) {
                out.write(bytes(Integer.toHexString(at) + "\r\n"));
                out.write(body, 0, at);
                out.write(bytes("\r\n"));
            } else {
                out.write(body, 0, at);
            }
            out.flush();
            // What has not been read when the connection ends is lost, and rightly so.
            Awaitility.await()
                    .atMost(Hub.DEADLINE)
                    .untilAsserted(() -> assertThat(linesOf(key)).isEqualTo(2_000));
        }
    }

    private String person(String more) {
        return MINIMAL.formatted(number, more);
    }

    private String withdrawal() {
        return "{\"$withdraw\":true,\"citizen_number\":\"" + number + "\"}\n";
    }

    private void expect(ValidatableResponse batch, int received, int accepted, int unchanged, int rejected) {
        batch.statusCode(200)
                .body("complete", equalTo(true))
                .body("received", equalTo(received))
                .body("accepted", equalTo(accepted))
                .body("unchanged", equalTo(unchanged))
                .body("rejected", equalTo(rejected));
    }

    private ValidatableResponse rejections(ValidatableResponse batch) {
        return rejections(POLICE, batch);
    }

    private ValidatableResponse rejections(String client, ValidatableResponse batch) {
        var answer = as(client)
                .get("/v1/batches/" + batchId(batch) + "/rejections")
                .then()
                .statusCode(200);
        assertThat(answer.extract().asString()).doesNotContain(number);
        return answer;
    }

    private void refused(ValidatableResponse answer, int status, String code) {
        answer.statusCode(status).contentType("application/problem+json").body("code", equalTo(code));
        assertThat(answer.extract().asString()).doesNotContain(number);
    }

    private static String batchId(ValidatableResponse batch) {
        return batch.statusCode(200).extract().path("batchId");
    }

    private static ValidatableResponse fact(String subject, String name) {
        return as("officer")
                .get("/v1/subjects/" + subject + "/facts")
                .then()
                .statusCode(200)
                .body("name", hasItem(name))
                .body("name", hasSize(org.hamcrest.Matchers.greaterThan(3)))
                .body("name", not(hasItem("enterprise.size")));
    }

    private long count(String from, String subject) {
        return one("select count(*) from " + from, Tuple.of(UUID.fromString(subject)));
    }

    private long linesOf(String key) {
        return one("select coalesce(sum(lines), 0)::bigint from batch where idempotency_key = $1", Tuple.of(key));
    }

    private long one(String sql, Tuple parameters) {
        return pool.preparedQuery(sql)
                .execute(parameters)
                .await()
                .atMost(Hub.DEADLINE)
                .iterator()
                .next()
                .getLong(0);
    }

    private String sealedBytes(String batch) {
        var rows = pool.preparedQuery("select content from rejection where batch_id = $1 and content is not null")
                .execute(Tuple.of(UUID.fromString(batch)))
                .await()
                .atMost(Hub.DEADLINE);
        assertThat(rows.size()).isOne();
        return new String(rows.iterator().next().getBuffer(0).getBytes(), StandardCharsets.ISO_8859_1);
    }

    private HttpURLConnection open(String dataset, String key) throws Exception {
        var uri = URI.create("http://localhost:" + RestAssured.port + "/v1/datasets/" + dataset + "/records");
        var connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setDoOutput(true);
        connection.setRequestMethod("POST");
        connection.setRequestProperty("Authorization", "Bearer " + Hub.token(POLICE));
        connection.setRequestProperty("Content-Type", "application/x-ndjson");
        connection.setRequestProperty("Idempotency-Key", key);
        return connection;
    }

    private String signed(String issuer, String audience, Duration lifetime) throws Exception {
        var privateKey = ConfigProvider.getConfig().getValue("huitong.embedded.private-key", String.class);
        PrivateKey key = KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(privateKey)));
        var now = java.time.Instant.now();
        return Jwt.issuer(issuer)
                .audience(audience)
                .subject(POLICE)
                .groups("department")
                .claim("department", "public-security")
                .issuedAt(now.minus(Duration.ofHours(2)))
                .expiresAt(now.plus(lifetime))
                .sign(key);
    }

    private static ValidatableResponse sendWith(String token) {
        return given().auth()
                .oauth2(token)
                .contentType("application/x-ndjson")
                .body(new byte[0])
                .post("/v1/datasets/population/records")
                .then();
    }

    /** A dataset of its own for each test, with a field of every type that is no number of a subject. */
    private static String aDatasetOfEveryType() {
        var id = "t" + UUID.randomUUID().toString().substring(0, 13);
        as("operator")
                .contentType(ContentType.JSON)
                .body("{\"title\": {\"zh\": \"测试\"}}")
                .put("/v1/departments/test-office");
        as("operator")
                .contentType(ContentType.JSON)
                .body("""
                        {"id": "%s", "department": "test-office", "title": {"zh": "测试", "en": "Test"},
                         "description": {"zh": "测试", "en": "Test"}, "subject": {"kind": "none"}, "key": ["id"],
                         "sharing": "conditional", "opening": "none", "source": "pushed",
                         "schema": {"type": "object", "additionalProperties": false, "required": ["id"],
                           "properties": {"id": {"type": "string"}, "ratio": {"type": "number"},
                             "staff": {"type": "integer"}, "paid": {"type": "number", "format": "money"},
                             "open": {"type": "boolean"}, "on": {"type": "string", "format": "date"},
                             "at": {"type": "string", "format": "date-time"}, "more": {"type": "object"}}}}
                        """.formatted(id))
                .post("/v1/datasets")
                .then()
                .statusCode(201);
        return id;
    }

    private static String quoted(String name) {
        return '"' + name + '"';
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Handler listener() {
        var format = new PatternFormatter("%c %s %e");
        return new Handler() {
            @Override
            public void publish(LogRecord record) {
                log.add(format.format(org.jboss.logmanager.ExtLogRecord.wrap(record)));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }
}
