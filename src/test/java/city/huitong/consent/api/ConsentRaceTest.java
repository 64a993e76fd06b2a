package city.huitong.consent.api;

import static city.huitong.consent.api.AProposal.BIRTH;
import static city.huitong.consent.api.AProposal.PURPOSE;
import static org.assertj.core.api.Assertions.assertThat;

import city.huitong.hub.Hub;
import city.huitong.hub.Sender;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds when many ask at once. */
@QuarkusTest
class ConsentRaceTest {

    private static final int CLIENTS = 32;
    private static final int READS = 1_000;
    private static final int QUOTA = 100;

    private final Pool pool;

    ConsentRaceTest(Pool pool) {
        this.pool = pool;
    }

    /** Reads and the revocation are ordered by the consent's row: when it has committed, every read has been counted. */
    @Test
    void answersNoReadAfterTheRevocation() throws Exception {
        var someone = Someone.registered();
        var id = AProposal.to(someone).with("maxReads", 100_000).approvedBy(someone);
        var stopped = new AtomicBoolean();
        try (var clients = Executors.newFixedThreadPool(CLIENTS);
                var http = HttpClient.newHttpClient()) {
            var running = IntStream.range(0, CLIENTS)
                    .mapToObj(_ -> clients.submit(() -> readUntilRefused(http, id, stopped)))
                    .toList();
            untilUsed(id, CLIENTS);
            someone.does("revoke", id).statusCode(200);
            var usedAtCommit = used(id);
            var after = http.send(reading(id).build(), BodyHandlers.ofString());
            stopped.set(true);
            var answered = running.stream().mapToLong(ConsentRaceTest::result).sum();

            assertThat(after.statusCode()).isEqualTo(403);
            assertThat(answered).isEqualTo(usedAtCommit).isEqualTo(used(id)).isEqualTo(readEntries(id));
        }
    }

    @Test
    void answersExactlyAsManyReadsAsConsentedTo() {
        var someone = Someone.registered();
        var id = AProposal.to(someone).with("maxReads", QUOTA).approvedBy(someone);
        try (var http = HttpClient.newHttpClient()) {
            var answers = all(READS, () -> send(http, reading(id)));
            assertThat(answers).filteredOn(answer -> answer.statusCode() == 200).hasSize(QUOTA);
            assertThat(answers).filteredOn(answer -> answer.statusCode() != 200).allSatisfy(answer -> {
                assertThat(answer.statusCode()).isEqualTo(403);
                assertThat(answer.body()).contains("consent-not-active", "EXHAUSTED");
            });
        }
        assertThat(readEntries(id)).isEqualTo(QUOTA);
    }

    @Test
    void answersOneRequestOnceHoweverOftenItComes() {
        var someone = Someone.registered();
        var id = AProposal.to(someone).approvedBy(someone);
        var key = UUID.randomUUID().toString();
        try (var http = HttpClient.newHttpClient()) {
            var answers = all(CLIENTS, () -> send(http, reading(id).header("Idempotency-Key", key)));
            assertThat(answers)
                    .allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(200));
            assertThat(answers.stream().map(HttpResponse::body).distinct()).hasSize(1);
        }
        assertThat(used(id)).isEqualTo(1);
    }

    @Test
    void proposesOnceHoweverOftenTheRequestComes() {
        var body = new io.vertx.core.json.JsonObject(
                        AProposal.to(Someone.registered()).body())
                .encode();
        var key = UUID.randomUUID().toString();
        try (var http = HttpClient.newHttpClient()) {
            var answers =
                    all(CLIENTS, () -> send(http, post("/v1/consents", body).header("Idempotency-Key", key)));
            assertThat(answers)
                    .allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(201));
            assertThat(answers.stream().map(HttpResponse::body).distinct()).hasSize(1);
        }
    }

    @Test
    void letsOneOfManyApprovalsThrough() {
        var someone = Someone.registered();
        var id = AProposal.to(someone).pending();
        var words = someone.wordsOf(id);
        var login = someone.asks();
        try (var threads = Executors.newFixedThreadPool(CLIENTS)) {
            var statuses = IntStream.range(0, CLIENTS)
                    .mapToObj(_ -> threads.submit(() -> io.restassured.RestAssured.given()
                            .spec(login)
                            .contentType("application/json")
                            .body("{\"words\":\"" + words + "\"}")
                            .post("/v1/me/consents/" + id + "/approve")
                            .statusCode()))
                    .toList()
                    .stream()
                    .map(ConsentRaceTest::result);
            assertThat(statuses).containsOnly(200, 409).containsOnlyOnce(200);
        }
    }

    /** A read during the flapping is answered or told that the consent is paused; nothing else, and all are counted. */
    @Test
    void survivesPausesAndResumesInQuickSuccession() throws Exception {
        var someone = Someone.registered();
        var id = AProposal.to(someone).with("maxReads", 100_000).approvedBy(someone);
        var stopped = new AtomicBoolean();
        try (var clients = Executors.newFixedThreadPool(8);
                var http = HttpClient.newHttpClient()) {
            var running = IntStream.range(0, 8)
                    .mapToObj(_ -> clients.submit(() -> readUntilStopped(http, id, stopped)))
                    .toList();
            for (var i = 0; i < 20; i++) {
                someone.does("pause", id).statusCode(200);
                someone.does("resume", id).statusCode(200);
            }
            stopped.set(true);
            var answers = running.stream().flatMap(ConsentRaceTest::result).toList();
            assertThat(answers).allMatch(answer -> answer.equals("200") || answer.equals("PAUSED"));
            assertThat(answers.stream().filter("200"::equals).count()).isEqualTo(used(id));
        }
    }

    private long readUntilRefused(HttpClient http, String id, AtomicBoolean stopped) throws Exception {
        var answered = 0L;
        while (!stopped.get()) {
            var status =
                    http.send(reading(id).build(), BodyHandlers.discarding()).statusCode();
            answered += status == 200 ? 1 : 0;
        }
        return answered;
    }

    private Stream<String> readUntilStopped(HttpClient http, String id, AtomicBoolean stopped) throws Exception {
        var answers = Stream.<String>builder();
        while (!stopped.get()) {
            var answer = http.send(reading(id).build(), BodyHandlers.ofString());
            var paused = answer.statusCode() == 403 && answer.body().contains("\"state\":\"PAUSED\"");
            answers.add(paused ? "PAUSED" : Integer.toString(answer.statusCode()));
        }
        return answers.build();
    }

    private void untilUsed(String id, int times) {
        org.awaitility.Awaitility.await().atMost(Hub.DEADLINE).until(() -> used(id) >= times);
    }

    private long used(String id) {
        return Long.parseLong(Rows.of(pool, "select used from consent where id = '" + id + "'")
                .getFirst());
    }

    /** Waiting or in the log. */
    private long readEntries(String id) {
        var count = """
                select count(distinct id) from (
                  select id from audit_pending where kind = 'READ' and consent = '%1$s'
                  union all
                  select id from audit_leaf where entry like '%%%1$s%%' and entry like '%%READ%%') entry""".formatted(id);
        return Long.parseLong(Rows.of(pool, count).getFirst());
    }

    private static HttpRequest.Builder reading(String id) {
        return post("/v1/consents/" + id + "/reads", "{\"facts\":[\"" + BIRTH + "\"],\"purpose\":\"" + PURPOSE + "\"}");
    }

    private static HttpRequest.Builder post(String path, String body) {
        return HttpRequest.newBuilder(URI.create(Sender.address(path)))
                .header("Authorization", "Bearer " + Hub.token("app"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
    }

    private static CompletableFuture<HttpResponse<String>> send(HttpClient http, HttpRequest.Builder request) {
        return http.sendAsync(request.build(), BodyHandlers.ofString());
    }

    private static <T> List<T> all(int times, Supplier<CompletableFuture<T>> work) {
        var started = IntStream.range(0, times).mapToObj(_ -> work.get()).toList();
        return started.stream().map(CompletableFuture::join).toList();
    }

    private static <T> T result(Future<T> work) {
        try {
            return work.get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
