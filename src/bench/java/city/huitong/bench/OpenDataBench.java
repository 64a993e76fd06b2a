package city.huitong.bench;

import city.huitong.embedded.EmbeddedServers;
import city.huitong.hub.HubProcess;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Open data of the packaged hub with a heap of 256 MB: files, lists of 20 by REST and GraphQL, and three levels of related records, beside a handler
 * of plain Vert.x that sends the same statement over a pool of the same size, and PostGraphile where npm is. All of them and the driver share the machine.
 */
class OpenDataBench {

    private static final int RECORDS = Integer.getInteger("bench.records", 200_000);
    private static final int SECONDS = Integer.getInteger("bench.seconds", 8);
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
    private static final String PARTS = System.getProperty("bench.parts", "files,lists,levels");
    private static final int CONNECTIONS = 16;
    private static final int POOL = 8;
    private static final String DATASET = "/v1/open/datasets/administrative-divisions";
    private static final String LIST = DATASET + "/records?select=code,name,level,parent,province";
    private static final String SQL = "select code, name, level, parent, province"
            + " from records.\"administrative-divisions\" where not _withdrawn order by code limit 20";
    private static final String COPY = "copy (select code, name, level, parent, province, province_name, full_name"
            + " from records.\"administrative-divisions\" where not _withdrawn order by code) to stdout";
    private static final String QUERY = "{\"query\":\"{ openData { administrativeDivisions(first: 20) {"
            + " nodes { code name level parent province } pageInfo { hasNextPage endCursor } } } }\"}";

    private static final String LEVELS = "{ openData { administrativeDivisions(first: 5) { nodes { code name level"
            + " below(first: 5) { nodes { code name level below(first: 5) { nodes { code name level } } } } } } } }";

    /** What is measured is the answer, not the limit on it. */
    private static final String[] OPTIONS = {
        "-Xmx256m",
        "-Dhuitong.rate-limits.tiers.anonymous.per-second=1000000",
        "-Dhuitong.rate-limits.tiers.anonymous.burst=1000000"
    };

    private final List<String> report = new ArrayList<>();

    @Test
    void measures() throws Exception {
        var servers = EmbeddedServers.startedFor("test", false);
        try (var hub = HubProcess.start(servers, Path.of("target/bench-hub.log"), OPTIONS)) {
            hub.untilStarted();
            hub.send(
                    "civil-affairs",
                    "administrative-divisions",
                    "",
                    () -> IntStream.range(0, RECORDS)
                            .mapToObj(OpenDataBench::line)
                            .iterator());
            hub.until(DATASET + "/records?limit=1");
            if (PARTS.contains("files")) {
                copies(servers, report);
                files(hub);
            }
            if (PARTS.contains("lists")) {
                lists(hub, servers);
            }
            if (PARTS.contains("levels")) {
                levels(hub, servers);
            }
        } finally {
            Files.write(Path.of("target/bench-opendata.txt"), report);
            report.forEach(System.out::println);
        }
    }

    /** A tree in which ten are below each. */
    private static byte[] line(int record) {
        var parent = record == 0 ? "" : "\"parent\":\"%06d\",".formatted((record - 1) / 10);
        return ("{\"code\":\"%06d\",\"name\":\"某某街道办事处\",\"level\":\"street\",%s\"province\":\"110000\","
                        + "\"province_name\":\"某省\",\"full_name\":\"某省某市某县某某街道办事处\"}\n")
                .formatted(record, parent)
                .getBytes(StandardCharsets.UTF_8);
    }

    private void files(HubProcess hub) throws Exception {
        for (var format : List.of("csv", "ndjson", "parquet", "xlsx")) {
            for (var round = 0; round <= ROUNDS; round++) {
                var started = System.nanoTime();
                var bytes = download(hub.address().resolve(DATASET + "/export?format=" + format));
                var seconds = (System.nanoTime() - started) / 1e9;
                report.add("%s of %,d records, %.1f MB%s: %.2f s, %,.0f rows/s"
                        .formatted(
                                format,
                                RECORDS,
                                bytes / 1e6,
                                round == 0 ? " (first)" : "",
                                seconds,
                                RECORDS / seconds));
            }
        }
    }

    private void levels(HubProcess hub, Map<String, String> servers) throws Exception {
        try (var connection = database(servers).getConnection();
                var statement = connection.createStatement()) {
            statement.execute(PostgraphilePeer.FOREIGN_KEY);
        }
        var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
        var peer = PostgraphilePeer.start(servers, POOL);
        try {
            var body = new JsonObject().put("query", LEVELS).encode();
            var graphql = new Load(hub.address().getPort(), HttpMethod.POST, "/graphql", Optional.of(body));
            var known = new Load(hub.address().getPort(), HttpMethod.GET, knownDocument(hub), Optional.empty());
            var postgraphile = peer.map(
                    other -> new Load(other.port(), HttpMethod.POST, "/graphql", Optional.of(PostgraphilePeer.LEVELS)));
            for (var round = 0; round <= ROUNDS; round++) {
                var which = round == 0 ? " (warming up)" : "";
                report.add("GraphQL, three levels" + which + ": " + graphql.run(vertx));
                report.add("GraphQL, a known document of three levels" + which + ": " + known.run(vertx));
                if (postgraphile.isPresent()) {
                    report.add("PostGraphile, three levels" + which + ": "
                            + postgraphile.get().run(vertx));
                }
            }
        } finally {
            peer.ifPresent(PostgraphilePeer::close);
            vertx.close().toCompletionStage().toCompletableFuture().get();
        }
    }

    /** Of the shape of {@link #LEVELS}. */
    private static String knownDocument(HubProcess hub) throws Exception {
        var documents = new JsonObject(hub.get("/graphql/persisted").body()).getJsonArray("documents");
        var hash = documents.stream()
                .map(JsonObject.class::cast)
                .filter(document -> document.getString("name").equals("divisions"))
                .findFirst()
                .orElseThrow()
                .getString("hash");
        var variables = new JsonObject()
                .put("provinces", "true")
                .put("cities", 5)
                .put("counties", 5)
                .encode();
        return "/graphql/persisted/" + hash + "?variables=" + URLEncoder.encode(variables, StandardCharsets.UTF_8);
    }

    private static PGSimpleDataSource database(Map<String, String> servers) {
        var source = new PGSimpleDataSource();
        source.setUrl("jdbc:" + servers.get("quarkus.datasource.reactive.url").replaceFirst("^vertx-reactive:", ""));
        source.setUser("postgres");
        source.setPassword("bench");
        return source;
    }

    /** What PostgreSQL and its driver take for the same rows, to nowhere: no file can be faster. */
    private static void copies(Map<String, String> servers, List<String> report) throws Exception {
        try (var connection = database(servers).getConnection()) {
            var copy = connection.unwrap(PGConnection.class).getCopyAPI();
            for (var format : List.of("csv", "text")) {
                for (var round = 0; round <= ROUNDS; round++) {
                    var started = System.nanoTime();
                    var rows = copy.copyOut(COPY + " (format " + format + ")", OutputStream.nullOutputStream());
                    var seconds = (System.nanoTime() - started) / 1e9;
                    report.add("plain COPY, %s, %,d records: %.2f s, %,.0f rows/s"
                            .formatted(format, rows, seconds, rows / seconds));
                }
            }
        }
    }

    private static long download(URI address) throws Exception {
        try (var client = java.net.http.HttpClient.newHttpClient();
                var body = client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofInputStream())
                        .body()) {
            return body.transferTo(OutputStream.nullOutputStream());
        }
    }

    private void lists(HubProcess hub, Map<String, String> servers) throws Exception {
        var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
        var peer = PostgraphilePeer.start(servers, POOL);
        try {
            var raw = raw(vertx, servers);
            var rest = new Load(hub.address().getPort(), HttpMethod.GET, LIST, Optional.empty());
            var handler = new Load(raw.actualPort(), HttpMethod.GET, "/", Optional.empty());
            var graphql = new Load(hub.address().getPort(), HttpMethod.POST, "/graphql", Optional.of(QUERY));
            var postgraphile = peer.map(
                    other -> new Load(other.port(), HttpMethod.POST, "/graphql", Optional.of(PostgraphilePeer.QUERY)));
            for (var round = 0; round <= ROUNDS; round++) {
                var which = round == 0 ? " (warming up)" : "";
                report.add("plain Vert.x, list of 20" + which + ": " + handler.run(vertx));
                report.add("REST, list of 20" + which + ": " + rest.run(vertx));
                report.add("GraphQL, list of 20" + which + ": " + graphql.run(vertx));
                if (postgraphile.isPresent()) {
                    report.add("PostGraphile, list of 20" + which + ": "
                            + postgraphile.get().run(vertx));
                }
            }
            var tag = hub.get(LIST).headers().firstValue("ETag").orElseThrow();
            report.add("REST, 304: " + rest.withTag(tag).run(vertx));
            var address = "/graphql?query="
                    + URLEncoder.encode(new JsonObject(QUERY).getString("query"), StandardCharsets.UTF_8);
            var known = hub.get(address).headers().firstValue("ETag").orElseThrow();
            var byAddress = new Load(hub.address().getPort(), HttpMethod.GET, address, Optional.empty());
            report.add("GraphQL by GET, 304: " + byAddress.withTag(known).run(vertx));
        } finally {
            peer.ifPresent(PostgraphilePeer::close);
            vertx.close().toCompletionStage().toCompletableFuture().get();
        }
    }

    private static HttpServer raw(Vertx vertx, Map<String, String> servers) throws Exception {
        var url = servers.get("quarkus.datasource.reactive.url").replaceFirst("^vertx-reactive:", "");
        var options = PgConnectOptions.fromUri(url)
                .setUser("postgres")
                .setPassword("bench")
                .setCachePreparedStatements(true);
        var pool = PgBuilder.pool()
                .with(new io.vertx.sqlclient.PoolOptions().setMaxSize(POOL))
                .connectingTo(options)
                .using(vertx)
                .build();
        return vertx.createHttpServer()
                .requestHandler(request -> answer(pool)
                        .onSuccess(body -> request.response()
                                .putHeader("Content-Type", "application/json")
                                .end(body)))
                .listen(0)
                .toCompletionStage()
                .toCompletableFuture()
                .get();
    }

    private static Future<Buffer> answer(Pool pool) {
        return pool.preparedQuery(SQL).execute().map(rows -> {
            var items = new JsonArray();
            for (var row : rows) {
                items.add(new JsonObject()
                        .put("code", row.getString(0))
                        .put("name", row.getString(1))
                        .put("level", row.getString(2))
                        .put("parent", row.getString(3))
                        .put("province", row.getString(4)));
            }
            return new JsonObject().put("items", items).toBuffer();
        });
    }

    /** The same request over and over, the next of a connection after the answer before. */
    private record Load(int port, HttpMethod method, String path, Optional<String> body, Optional<String> tag) {

        Load(int port, HttpMethod method, String path, Optional<String> body) {
            this(port, method, path, body, Optional.empty());
        }

        Load withTag(String known) {
            return new Load(port, method, path, body, Optional.of(known));
        }

        String run(Vertx vertx) throws Exception {
            var http = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(CONNECTIONS));
            var times = new ArrayList<Double>();
            var end = System.nanoTime() + SECONDS * 1_000_000_000L;
            var loops = IntStream.range(0, CONNECTIONS)
                    .mapToObj(_ -> Promise.<Void>promise())
                    .toList();
            loops.forEach(done -> goOn(http, end, times, done));
            Future.all(loops.stream().map(Promise::future).toList())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get();
            Collections.sort(times);
            return "%,.0f/s, p50 %.1f ms, p99 %.1f ms"
                    .formatted(times.size() / (double) SECONDS, times.get(times.size() / 2), times.get((int)
                            (times.size() * 0.99)));
        }

        /** Each answer asks for the next: a chain of them all would be too deep to end. */
        private void goOn(HttpClient http, long end, List<Double> times, Promise<Void> done) {
            var at = System.nanoTime();
            if (at >= end) {
                done.complete();
            } else {
                ask(http, at, times)
                        .onSuccess(_ -> goOn(http, end, times, done))
                        .onFailure(done::fail);
            }
        }

        private Future<Void> ask(HttpClient http, long at, List<Double> times) {
            var options = new RequestOptions()
                    .setHost("localhost")
                    .setPort(port)
                    .setMethod(method)
                    .setURI(path);
            return http.request(options)
                    .compose(request -> {
                        tag.ifPresent(known -> request.putHeader("If-None-Match", known));
                        return body.map(text -> request.putHeader("Content-Type", "application/json")
                                        .send(text))
                                .orElseGet(request::send);
                    })
                    .compose(answer -> answer.body().map(_ -> answer.statusCode()))
                    .map(status -> {
                        if (status != 200 && status != 304) {
                            throw new IllegalStateException("status " + status);
                        }
                        synchronized (times) {
                            times.add((System.nanoTime() - at) / 1e6);
                        }
                        return null;
                    });
        }
    }
}
