package city.huitong.bench;

import city.huitong.embedded.EmbeddedServers;
import city.huitong.hub.HubProcess;
import city.huitong.hub.People;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Reads of the packaged hub under consents, over 16 connections: each uses its consent, reads a fact and writes the trail, in one
 * transaction. In between the same reads with the trail's insert taken out of the database, so that both are measured under the same
 * load. Servers, hub and driver share the machine.
 */
class ConsentBench {

    private static final int CONNECTIONS = 16;
    private static final int SECONDS = Integer.getInteger("bench.seconds", 10);
    private static final int ROUNDS = 2;

    /** Takes the place of the function that appends to the trail. */
    private static final String NO_TRAIL = """
            create or replace function audit_append(
              ids uuid[], kinds text[], actors text[], roles text[], subjects uuid[], purposes text[],
              consents text[], consent_versions int[], laws text[], documents text[],
              fields text[], answers uuid[], batches int[], details text[],
              times timestamptz[], delays timestamptz[], decisions uuid[]) returns bigint
            language sql volatile as $$ select 0::bigint $$""";

    private static final String DEFINITION =
            "select pg_get_functiondef(oid) from pg_proc where proname = 'audit_append'";

    @Test
    void measures() throws Exception {
        var servers = EmbeddedServers.startedFor("test", false);
        var report = new ArrayList<String>();
        try (var hub = HubProcess.start(servers, List.of("-Xmx1g"));
                var database = database(servers)) {
            hub.untilStarted();
            var consents = consents(hub);
            var withTrail = definition(database);
            run(hub, consents);
            for (var round = 0; round < ROUNDS; round++) {
                report.add("with consent, quota and trail: " + run(hub, consents));
                execute(database, NO_TRAIL);
                report.add("the same without the trail's insert: " + run(hub, consents));
                execute(database, withTrail);
            }
        }
        Files.write(Path.of("target/bench-consent.txt"), report);
        report.forEach(System.out::println);
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
        var token = HubProcess.app();
        var end = System.nanoTime() + SECONDS * 1_000_000_000L;
        var times = Collections.synchronizedList(new ArrayList<Double>());
        var refused = Collections.synchronizedList(new ArrayList<Integer>());
        try (var threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            var running = consents.stream()
                    .map(consent -> threads.submit(() -> readUntil(end, reading(hub, token, consent), times, refused)))
                    .toList();
            for (var connection : running) {
                connection.get();
            }
        }
        Collections.sort(times);
        return "%.0f/s, p50 %.1f ms, p99 %.1f ms, max %.1f ms, %d answers, %d refused, load %.1f"
                .formatted(
                        times.size() / (double) SECONDS,
                        quantile(times, 0.5),
                        quantile(times, 0.99),
                        quantile(times, 1),
                        times.size(),
                        refused.size(),
                        java.lang.management.ManagementFactory.getOperatingSystemMXBean()
                                .getSystemLoadAverage());
    }

    /** A client of its own has a connection of its own. */
    private static Void readUntil(long end, HttpRequest request, List<Double> times, List<Integer> refused)
            throws Exception {
        try (var http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            for (var at = System.nanoTime(); at < end; at = System.nanoTime()) {
                var status = http.send(request, BodyHandlers.ofByteArray()).statusCode();
                if (status == 200) {
                    times.add((System.nanoTime() - at) / 1e6);
                } else {
                    refused.add(status);
                }
            }
        }
        return null;
    }

    private static HttpRequest reading(HubProcess hub, String token, String consent) {
        return HttpRequest.newBuilder(hub.address().resolve("/v1/consents/" + consent + "/reads"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"facts\":[\"person.birth\"],\"purpose\":\"service-delivery\"}"))
                .build();
    }

    private static Connection database(Map<String, String> servers) throws Exception {
        return DriverManager.getConnection(servers.get("quarkus.datasource.jdbc.url"), "postgres", "bench");
    }

    private static String definition(Connection database) throws Exception {
        try (var statement = database.createStatement();
                var rows = statement.executeQuery(DEFINITION)) {
            rows.next();
            return rows.getString(1);
        }
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
