package city.huitong.bench;

import city.huitong.embedded.EmbeddedServers;
import city.huitong.hub.HubProcess;
import city.huitong.hub.People;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Reads of the packaged hub under consents, over 16 connections: each uses its consent, reads a fact and writes the trail, in one
 * transaction. In between the same reads with the trail's insert taken out of the database, so that both are measured under the same
 * load. Servers, hub and driver share the machine.
 */
class ConsentBench {

    private static final int CONNECTIONS = 16;
    private static final int SECONDS = Integer.getInteger("bench.seconds", 10);
    private static final int WARM_UP_ROUNDS = 3;
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 2);
    private static final String READ = "{\"facts\":[\"person.birth\"],\"purpose\":\"service-delivery\"}";

    /** What is measured is the read, not the limit on it. */
    private static final List<String> OPTIONS = Stream.concat(
                    Stream.of(
                            "-Xmx1g",
                            "-Dhuitong.rate-limits.tiers.standard.per-second=1000000",
                            "-Dhuitong.rate-limits.tiers.standard.burst=1000000",
                            "-Dhuitong.rate-limits.tiers.standard.per-day=1000000000"),
                    Stream.of(System.getProperty("bench.options", "").split(" "))
                            .filter(option -> !option.isEmpty()))
            .toList();

    /** What is appended to the trail goes nowhere. */
    private static final String NO_TRAIL = "create rule no_trail as on insert to audit_pending do instead nothing";

    private static final String TRAIL = "drop rule no_trail on audit_pending";

    @Test
    void measures() throws Exception {
        var servers = EmbeddedServers.startedFor("test", false);
        var report = new ArrayList<String>();
        try (var hub = HubProcess.start(servers, OPTIONS);
                var database = database(servers)) {
            hub.untilStarted();
            var consents = consents(hub);
            warmUp(hub, consents);
            for (var round = 0; round < ROUNDS; round++) {
                report.add("with consent, quota and trail: " + run(hub, consents));
                execute(database, NO_TRAIL);
                report.add("the same without the trail's insert: " + run(hub, consents));
                execute(database, TRAIL);
            }
        }
        Files.write(Path.of("target/bench-consent.txt"), report);
        report.forEach(System.out::println);
    }

    private static void warmUp(HubProcess hub, List<String> consents) throws Exception {
        for (var round = 0; round < WARM_UP_ROUNDS; round++) {
            run(hub, consents);
        }
    }

    /** One for each connection, of different people. */
    private static List<String> consents(HubProcess hub) throws Exception {
        var people = IntStream.range(0, CONNECTIONS)
                .mapToObj(person -> People.line(person, "x"))
                .toList();
        hub.send("public-security", "population", "", people);
        var consents = new ArrayList<String>();
        for (var person = 0; person < CONNECTIONS; person++) {
            consents.add(consent(hub, People.number(person)));
        }
        return consents;
    }

    private static String consent(HubProcess hub, String number) throws Exception {
        var proposal = new JsonObject()
                .put("subject", new JsonObject().put("kind", "person").put("number", number))
                .put("purpose", "service-delivery")
                .put("items", List.of(new JsonObject().put("kind", "fact").put("code", "person.birth")))
                .put("maxReads", 100_000)
                .put("notAfter", Instant.now().plus(1, ChronoUnit.DAYS).toString());
        var id = hub.post("/v1/consents", HubProcess.app(), proposal.encode()).getString("id");
        var person = HubProcess.citizen(number);
        var words = hub.read("/v1/me/consents/" + id, person).getJsonObject("words");
        var agreed = new JsonObject().put("words", words.getString("sha256")).encode();
        hub.post("/v1/me/consents/" + id + "/approve", person, agreed);
        return id;
    }

    private static String run(HubProcess hub, List<String> consents) throws Exception {
        var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        var before = cpu(hub);
        try {
            var driver = new Driver(
                    vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(CONNECTIONS)),
                    hub.address().getPort(),
                    HubProcess.app(),
                    System.nanoTime() + SECONDS * 1_000_000_000L);
            Future.all(consents.stream().map(driver::readOn).toList())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get();
            return driver.summary(cpu(hub).minus(before));
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get();
        }
    }

    private static Duration cpu(HubProcess hub) {
        return hub.handle().info().totalCpuDuration().orElseThrow();
    }

    /** Closed loops on one event loop, which costs the machine little: the next read of a connection follows the answer before. */
    private static final class Driver {

        private static final String GIVEN = "given";

        private final HttpClient http;
        private final RequestOptions request;
        private final String token;
        private final long end;
        private final List<Double> times = new ArrayList<>();
        private final Map<String, Integer> refused = new TreeMap<>();

        Driver(HttpClient http, int port, String token, long end) {
            this.http = http;
            this.request =
                    new RequestOptions().setHost("localhost").setPort(port).setMethod(HttpMethod.POST);
            this.token = token;
            this.end = end;
        }

        Future<Void> readOn(String consent) {
            var at = System.nanoTime();
            return at >= end ? Future.succeededFuture() : read(consent, at).compose(_ -> readOn(consent));
        }

        private Future<Void> read(String consent, long at) {
            return http.request(new RequestOptions(request).setURI("/v1/consents/" + consent + "/reads"))
                    .compose(sent -> sent.putHeader("Authorization", "Bearer " + token)
                            .putHeader("Content-Type", "application/json")
                            .send(READ))
                    .compose(answer -> answer.body().map(body -> outcome(answer, body)))
                    .map(outcome -> count(outcome, (System.nanoTime() - at) / 1e6));
        }

        private static String outcome(HttpClientResponse answer, Buffer body) {
            return answer.statusCode() == 200 ? GIVEN : new JsonObject(body).getString("code");
        }

        private Void count(String outcome, double millis) {
            if (outcome.equals(GIVEN)) {
                times.add(millis);
            } else {
                refused.merge(outcome, 1, Integer::sum);
            }
            return null;
        }

        String summary(Duration cpu) {
            Collections.sort(times);
            return "%.0f/s, p50 %.1f ms, p99 %.1f ms, max %.1f ms, %d answers, refused %s, hub %.0f us, load %.1f"
                    .formatted(
                            times.size() / (double) SECONDS,
                            quantile(times, 0.5),
                            quantile(times, 0.99),
                            quantile(times, 1),
                            times.size(),
                            refused,
                            cpu.toNanos() / 1e3 / times.size(),
                            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        }
    }

    private static Connection database(Map<String, String> servers) throws Exception {
        return DriverManager.getConnection(servers.get("quarkus.datasource.jdbc.url"), "postgres", "bench");
    }

    private static void execute(Connection database, String sql) throws Exception {
        try (var statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    private static double quantile(List<Double> sorted, double q) {
        return sorted.isEmpty() ? Double.NaN : sorted.get((int) Math.min(sorted.size() - 1, q * sorted.size()));
    }
}
