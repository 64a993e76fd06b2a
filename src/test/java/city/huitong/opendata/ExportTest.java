package city.huitong.opendata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.ZipInputStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of an open dataset, and the manifests by which they are checked. */
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExportTest {

    private static final int STOPS = 2_500;
    private static final String FIRST = "d00,0,\"站,\"\"0\"\"\",,0.5,0.25,t,2000-03-01,2026-11-01T00:30:00+08:00";

    @TestHTTPResource("/")
    @Nullable
    URI hub;

    private @Nullable AnOpenDataset stops;

    @BeforeEach
    void publish() {
        if (stops == null) {
            stops = AnOpenDataset.register();
            stops.store(IntStream.range(0, STOPS).mapToObj(ExportTest::line).reduce("", String::concat));
        }
    }

    private static String line(int stop) {
        var name = stop % 10 == 0 ? "站,\\\"" + stop + "\\\"" : stop % 10 == 1 ? "" : "行\\n" + stop;
        var lines = stop % 7 == 0 ? "" : ",\"lines\":" + stop % 5;
        return """
                {"district":"d%02d","stop":%d,"name":"%s"%s,"length":%d.5,"fee":%d.25,"roofed":%b,"opened_on":"20%02d-03-01",\
                "seen_at":"2026-11-01T%02d:30:00+08:00","tags":["a","%d"],"keeper":"李四","cost":9.99}
                """.formatted(stop % 4, stop, name, lines, stop, stop, stop % 2 == 0, stop % 20, stop % 24, stop);
    }

    private Response export(Map<String, ?> parameters) {
        return stops.ask("export", parameters);
    }

    @Test
    void commaSeparatedValuesHoldEverythingThatIsOpen() {
        var file = export(Map.of("select", "district,stop,name,lines,length,fee,roofed,opened_on,seen_at"));

        file.then().statusCode(200);
        assertThat(file.contentType()).isEqualTo("text/csv;charset=utf-8");
        assertThat(nameOf(file)).matches(stops.id() + "-v[0-9]+-[0-9a-f]{8}\\.csv");
        assertThat(nameOf(export(Map.of()))).matches(stops.id() + "-v[0-9]+\\.csv");
        assertThat(nameOf(export(Map.of("where", "lines >= 2"))))
                .as("a part does not take the place of the whole, nor of another part")
                .isNotEqualTo(nameOf(file))
                .matches(stops.id() + "-v[0-9]+-[0-9a-f]{8}\\.csv");
        var text = new String(file.asByteArray(), StandardCharsets.UTF_8);
        assertThat(text).startsWith("district,stop,name,lines,length,fee,roofed,opened_on,seen_at\n" + FIRST + "\n");
        assertThat(text).doesNotContain("李四", "9.99");
        assertThat(new String(export(Map.of("bom", "true")).asByteArray(), StandardCharsets.UTF_8))
                .startsWith("\uFEFFdistrict");
    }

    private static String nameOf(Response file) {
        return file.header("Content-Disposition").replaceFirst("attachment; filename=\"(.*)\"", "$1");
    }

    @Test
    void linesOfJsonAreTheRecordsThatRestAnswers() {
        var where = "lines >= 2 && name.startsWith('行')";
        var lines = new String(
                        export(Map.of("format", "ndjson", "where", where)).asByteArray(), StandardCharsets.UTF_8)
                .split("\n", -1);
        var page = stops.records(Map.of("where", where, "limit", 1000, "count", "exact"));

        assertThat(lines).hasSize(page.<Integer>path("count") + 1);
        var items = page.<List<Map<String, Object>>>path("items");
        for (var i = 0; i < items.size(); i++) {
            assertThat(JsonPath.from(lines[i]).<Map<String, Object>>get("")).isEqualTo(items.get(i));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "ndjson", "parquet", "xlsx"})
    void theManifestSaysWhatTheFileIs(String format) throws Exception {
        var file = export(Map.of("format", format, "where", "stop < 1000"));
        file.then().statusCode(200);
        var link = file.header("Link").replaceFirst("^<([^>]*)>.*", "$1");

        var manifest = RestAssured.given().urlEncodingEnabled(false).get(link);

        manifest.then()
                .statusCode(200)
                .body("rows", equalTo(1000))
                .body("bytes", equalTo(file.asByteArray().length))
                .body("licence", equalTo("https://creativecommons.org/licenses/by/4.0/"));
        assertThat(manifest.<String>path("sha256"))
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(file.asByteArray())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "ndjson"})
    void aManifestThatIsAskedForFirstIsOfTheFileThatFollows(String format) throws Exception {
        var manifest = stops.ask("export/manifest", Map.of("format", format, "order_by", "-fee"));

        var file = export(Map.of("format", format, "order_by", "-fee"));

        assertThat(manifest.<String>path("sha256"))
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(file.asByteArray())));
        assertThat(manifest.<Integer>path("rows")).isEqualTo(STOPS);
    }

    @Test
    void parquetHasTypedColumns(@TempDir Path folder) throws Exception {
        var file = Files.write(
                folder.resolve("stops.parquet"),
                export(Map.of("format", "parquet")).asByteArray());

        assertThat(duck("select count(*), sum(fee)::varchar, min(opened_on)::varchar, count(lines), count(name) from '"
                        + file + "'"))
                .containsExactly("2500", "3124375.00", "2000-03-01", "2142", "2500");
        assertThat(duck("select typeof(stop), typeof(fee), typeof(opened_on), typeof(seen_at) from '" + file
                        + "' limit 1"))
                .containsExactly("BIGINT", "DECIMAL(18,2)", "DATE", "TIMESTAMP WITH TIME ZONE");
    }

    private static List<String> duck(String sql) throws SQLException {
        try (var duck = DriverManager.getConnection("jdbc:duckdb:");
                var statement = duck.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            var values = new ArrayList<String>();
            for (var i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                values.add(rows.getString(i));
            }
            return values;
        }
    }

    @Test
    void aWorkbookHasOneSheet() throws Exception {
        var file = export(Map.of("format", "xlsx", "where", "stop < 3")).asByteArray();

        var sheet = "";
        try (var zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().endsWith("sheet1.xml")) {
                    sheet = new String(zip.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
        }
        assertThat(sheet.split("<row", -1)).hasSize(1 + 1 + 3);
    }

    @Test
    void aFileOfAFormerVersionStaysTheSame() {
        var own = AnOpenDataset.register();
        own.store(IntStream.range(0, 50).mapToObj(ExportTest::line).reduce("", String::concat));
        var version = own.records(Map.of()).<Integer>path("version");
        var before = own.ask("export", Map.of()).asByteArray();

        own.store(line(7).replace("7.25", "8.25"));
        own.store("{\"$withdraw\":true,\"district\":\"d00\",\"stop\":0}\n");

        assertThat(own.ask("export", Map.of("version", version)).asString())
                .isEqualTo(new String(before, StandardCharsets.UTF_8));
        assertThat(own.ask("export", Map.of()).asByteArray()).isNotEqualTo(before);
    }

    @Test
    void whoHasTheFileIsToldSo() {
        var tag = export(Map.of()).header("ETag");

        RestAssured.given()
                .header("If-None-Match", tag)
                .get("/v1/open/datasets/" + stops.id() + "/export")
                .then()
                .statusCode(304);
    }

    /** Three may be written at a time; what those who go away have held is given back. */
    @Test
    void readersWhoGoAwayLeaveRoomForOthers() throws IOException {
        for (var i = 0; i < 12; i++) {
            try (var socket = new Socket(hub.getHost(), hub.getPort())) {
                socket.setReceiveBufferSize(1_024);
                var request =
                        "GET /v1/open/datasets/" + stops.id() + "/export?format=ndjson HTTP/1.1\r\nHost: hub\r\n\r\n";
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                socket.getInputStream().readNBytes(100);
            }
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> export(Map.of()).then().statusCode(200));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            format   | pdf         | 400
            bom      | yes         | 400
            version  | x           | 400
            version  | 999999      | 404
            select   | keeper      | 403
            where    | keeper != ''| 403
            order_by | -keeper     | 403
            """)
    void aWrongParameterIsRefused(String parameter, String value, int status) {
        export(Map.of(parameter, value)).then().statusCode(status);
        stops.ask("export/manifest", Map.of(parameter, value)).then().statusCode(status);
    }
}
