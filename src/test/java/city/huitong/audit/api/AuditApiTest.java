package city.huitong.audit.api;

import static city.huitong.hub.Hub.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import city.huitong.audit.AnEntry;
import city.huitong.audit.AuditEntry;
import city.huitong.audit.AuditTrail;
import city.huitong.hub.Hub;
import city.huitong.platform.data.UnitOfWork;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The running hub writes what is appended into its log, and gives out what proves it without the hub. */
@QuarkusTest
class AuditApiTest {

    private final AuditTrail trail;
    private final UnitOfWork unitOfWork;

    @TempDir
    Path folder;

    AuditApiTest(AuditTrail trail, UnitOfWork unitOfWork) {
        this.trail = trail;
        this.unitOfWork = unitOfWork;
    }

    @Test
    void aLeafIsProvedToWhoHasOnlyTheKey() throws IOException {
        var leaf = append(AnEntry.readOf(UUID.randomUUID()));

        var json = whenSigned("/v1/audit/leaves/" + leaf);
        var text = whenSigned("/v1/audit/leaves/" + leaf + "/tlog-proof");

        assertThat(json).contains(leaf.toString()).contains("LOAN_UNDERWRITING");
        assertThat(verify(file("proof.json", json))).isZero();
        assertThat(verify(file("proof.tlog-proof", text))).isZero();
        assertThat(verify(file("forged.json", json.replace("LOAN_UNDERWRITING", "LOAN_UNDERWRITINH"))))
                .isEqualTo(1);
    }

    @Test
    void theWholeLogIsExportedAndVerified() throws IOException {
        var leaf = append(AnEntry.read());
        whenSigned("/v1/audit/leaves/" + leaf);

        var export = as("auditor")
                .get("/v1/audit/export")
                .then()
                .statusCode(200)
                .contentType("application/x-ndjson")
                .extract()
                .asString();

        assertThat(export).contains(leaf.toString());
        assertThat(verify(file("log.ndjson", export))).isZero();
        assertThat(verify(file(
                        "forged.ndjson",
                        export.replace(leaf.toString(), UUID.randomUUID().toString()))))
                .isEqualTo(1);
        assertThat(verify(file("cut.ndjson", export.substring(0, export.lastIndexOf('\n', export.length() - 2) + 1))))
                .isEqualTo(1);
    }

    @Test
    void proofsAndTilesAreThoseOfTheCheckpoint() {
        whenSigned("/v1/audit/leaves/" + append(AnEntry.read()));
        var checkpoint =
                as("app").get("/v1/audit/checkpoint").then().statusCode(200).extract();
        var size = Long.parseLong(checkpoint.asString().lines().toList().get(1));

        assertThat(checkpoint.contentType()).startsWith("text/plain");
        var tile = size >= 256 ? "0/000" : "0/000.p/" + size;
        as("app").get("/v1/audit/tile/" + tile).then().statusCode(200).header("Cache-Control", startsWith("private"));
        as("auditor").get("/v1/audit/tile/entries/" + tile.substring(2)).then().statusCode(200);
        as("auditor")
                .queryParam("index", 0)
                .queryParam("size", size)
                .get("/v1/audit/proofs/inclusion")
                .then()
                .statusCode(200)
                .body("index", equalTo(0));
        as("operator")
                .queryParam("from", 1)
                .queryParam("to", size)
                .get("/v1/audit/proofs/consistency")
                .then()
                .statusCode(200)
                .body("from", equalTo(1));
    }

    @Test
    void entriesOfAnEntityTransactionAreLeavesToo() throws Throwable {
        var entries = List.of(AnEntry.readOf(UUID.randomUUID()), AnEntry.withEveryPart());

        var leaves =
                VertxContextSupport.subscribeAndAwait(() -> unitOfWork.onEntities(tx -> trail.append(tx, entries)));

        assertThat(leaves).hasSize(2).doesNotHaveDuplicates();
        assertThat(whenSigned("/v1/audit/leaves/" + leaves.getLast())).contains("2026-12-24T04:00:00Z", "court-order");
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/audit/leaves/x, 404, leaf-not-found",
        "/v1/audit/leaves/00000000-0000-7000-8000-000000000000, 404, leaf-not-found",
        "/v1/audit/tile/0/999, 404, tile-not-found",
        "/v1/audit/tile/0/000.p/999, 404, tile-not-found",
        "/v1/audit/tile/63/000.p/1, 404, tile-not-found",
        "/v1/audit/tile/9/x999/x999/x999/x999/x999/999, 404, tile-not-found",
        "/v1/audit/tile/entries/x999/x999/x999/x999/x999/999, 404, tile-not-found",
        "/v1/audit/tile/0/..%2f..%2fcheckpoint, 404, tile-not-found",
        "/v1/audit/tile/entries/%2e%2e%2f%2e%2e%2fcheckpoint, 404, tile-not-found",
        "/v1/audit/proofs/inclusion, 400, log-range-invalid",
        "/v1/audit/proofs/inclusion?index=-1&size=1, 400, log-range-invalid",
        "/v1/audit/proofs/inclusion?index=0&size=0, 400, log-range-invalid",
        "/v1/audit/proofs/inclusion?index=1&size=1, 400, log-range-invalid",
        "/v1/audit/proofs/inclusion?index=0&size=999999999999999999, 400, log-range-invalid",
        "/v1/audit/proofs/inclusion?index=0&size=99999999999999999999, 400, log-range-invalid",
        "/v1/audit/proofs/inclusion?index=1e1&size=x, 400, log-range-invalid",
        "/v1/audit/proofs/consistency?from=0&to=1, 400, log-range-invalid",
        "/v1/audit/proofs/consistency?from=2&to=1, 400, log-range-invalid",
        "/v1/audit/proofs/consistency?from=1&to=999999999999999999, 400, log-range-invalid",
    })
    void whatIsNotThereIsAProblem(String path, int status, String code) {
        as("auditor")
                .urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(status)
                .body("code", equalTo(code));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/audit/leaves/00000000-0000-7000-8000-000000000000",
                "/v1/audit/tile/entries/000",
                "/v1/audit/proofs/inclusion?index=0&size=1",
                "/v1/audit/proofs/consistency?from=1&to=1",
                "/v1/audit/export",
            })
    void entriesAreForThoseWhoSupervise(String path) {
        as("app").get(path).then().statusCode(403).body("code", equalTo("role-missing"));
        given().get(path).then().statusCode(401).body("code", equalTo("token-missing"));
    }

    @Test
    void aLogThatIsNotHaltedIsNotRecovered() {
        as("operator")
                .contentType("text/plain")
                .body("x")
                .post("/v1/audit/recovery")
                .then()
                .statusCode(409)
                .body("code", equalTo("log-not-halted"));
        as("auditor")
                .contentType("text/plain")
                .body("x")
                .post("/v1/audit/recovery")
                .then()
                .statusCode(403);
    }

    @Test
    void healthAndMetricsShowTheLog() {
        given().get("/q/health/ready").then().statusCode(200).body("checks.name", hasItem("audit log"));
        assertThat(given().get("/q/metrics").asString())
                .contains("huitong_audit_halted 0.0")
                .contains("huitong_audit_size");
    }

    private UUID append(AuditEntry entry) {
        return unitOfWork.onRows(tx -> trail.append(tx, entry)).await().atMost(Hub.DEADLINE);
    }

    /** The answer once the leaf is signed, which takes a moment. */
    private static String whenSigned(String path) {
        return Awaitility.await()
                .atMost(Hub.DEADLINE)
                .until(() -> as("auditor").get(path), answer -> answer.statusCode() != 409)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private static int verify(Path file) {
        var key = as("app").get("/v1/audit/key").asString().strip();
        var silent = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        return new VerifyCommand(silent, silent).run(List.of(file.toString(), "--key", key));
    }
}
