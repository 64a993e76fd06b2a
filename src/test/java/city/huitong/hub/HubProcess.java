package city.huitong.hub;

import io.smallrye.jwt.build.Jwt;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The packaged hub as a process of its own, in production mode, on the loopback interface. All hubs of one JVM trust the same
 * issuer, so a token outlives the hub it was made for.
 */
public final class HubProcess implements AutoCloseable {

    /** The JVM's cache fits one folder; the hub is started in its own. */
    private static final Path FOLDER = Path.of("target/quarkus-app");

    private static final String JAR = "quarkus-run.jar";
    /** Looked through at the end of the build. */
    private static final Path LOGS = Path.of("target/test-logs");

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int LOOK_AGAIN_NANOS = 20_000_000;
    private static final KeyPair ISSUER = issuer();

    private final Process process;
    private final URI address;
    private final Path log;
    private final long startedNanos = System.nanoTime();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private HubProcess(Process process, URI address, Path log) {
        this.process = process;
        this.address = address;
        this.log = log;
    }

    /** Starts a hub with a log of its own. */
    public static HubProcess start(Map<String, String> servers, List<String> options) throws IOException {
        var log = Files.createTempFile(Files.createDirectories(LOGS), "hub-", ".log");
        return start(servers, log, options.toArray(String[]::new));
    }

    /**
     * Starts a hub on a free port; it does not answer yet.
     *
     * @param servers where PostgreSQL and Kafka are, as settings; others are left out
     * @param log the file that its output is appended to
     * @param options further options of its JVM, {@code -Xmx…} and {@code -D…}
     */
    public static HubProcess start(Map<String, String> servers, Path log, String... options) throws IOException {
        if (!Files.exists(FOLDER.resolve(JAR))) {
            throw new IllegalStateException("first ./mvnw package -DskipTests");
        }
        Files.createDirectories(LOGS);
        var port = freePort();
        var command =
                new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java"), "-XX:+UseSerialGC"));
        command.addAll(settings(port));
        servers.entrySet().stream()
                .filter(setting -> setting.getKey().matches("(quarkus\\.datasource|kafka|huitong\\.audit)\\..*"))
                .forEach(setting -> command.add("-D" + setting.getKey() + "=" + setting.getValue()));
        command.addAll(List.of(options));
        command.addAll(List.of("-jar", JAR));
        var process = new ProcessBuilder(command)
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(log.toAbsolutePath().toFile()))
                .start();
        return new HubProcess(process, URI.create("http://localhost:" + port), log);
    }

    private static List<String> settings(int port) {
        return List.of(
                "-Dstdout.encoding=UTF-8",
                "-Dquarkus.http.host=localhost",
                "-Dquarkus.http.port=" + port,
                "-Dquarkus.oidc.auth-server-url=",
                "-Dquarkus.oidc.public-key=" + base64(ISSUER.getPublic().getEncoded()),
                "-Dhuitong.city-pack=demo",
                "-Dhuitong.keys.pseudonym=" + base64(new byte[32]),
                "-Dhuitong.keys.encryption=" + base64(new byte[32]),
                "-Dhuitong.keys.signing=" + base64(new byte[32]),
                "-Dhuitong.audit.origin=tests.huitong.city/audit",
                "-Dhuitong.audit.signing-key=" + base64(new byte[32]),
                "-Dquarkus.datasource.password=trusted");
    }

    /** Waits until the city is there; gives the time since the start of the process in milliseconds. */
    public long untilStarted() throws Exception {
        return until("/q/health/started");
    }

    /** Waits until the path answers 200; gives the time since the start of the process in milliseconds. */
    public long until(String path) throws Exception {
        var deadline = startedNanos + PATIENCE.toNanos();
        while (!answers(path)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException("the hub does not answer " + path + ", see " + log);
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        return Duration.ofNanos(System.nanoTime() - startedNanos).toMillis();
    }

    private boolean answers(String path) throws InterruptedException {
        try {
            return get(path).statusCode() == 200;
        } catch (IOException _) {
            // Not listening yet.
            return false;
        }
    }

    /** The process, to measure it from outside. */
    public ProcessHandle handle() {
        return process.toHandle();
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address.resolve(path)).build();
        return http.send(request, BodyHandlers.ofString());
    }

    /** Sends records as a department; they are made while they are sent. An empty key is none. */
    public HttpResponse<String> send(String department, String dataset, String key, Iterable<byte[]> lines)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address.resolve("/v1/datasets/" + dataset + "/records"))
                .header("Authorization", "Bearer " + token(department))
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofByteArrays(lines));
        if (!key.isEmpty()) {
            request.header("Idempotency-Key", key);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    /** Posts JSON; fails unless it is served. */
    public JsonObject post(String path, String token, String json) throws IOException, InterruptedException {
        return post(path, token, "application/json", json);
    }

    /** Posts a policy in YAML; fails unless it is served. */
    public JsonObject postPolicy(String path, String token, String yaml) throws IOException, InterruptedException {
        return post(path, token, "application/yaml", yaml);
    }

    private JsonObject post(String path, String token, String type, String body)
            throws IOException, InterruptedException {
        return served(HttpRequest.newBuilder(address.resolve(path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    /** Puts JSON; fails unless it is served. */
    public JsonObject put(String path, String token, String json) throws IOException, InterruptedException {
        return served(HttpRequest.newBuilder(address.resolve(path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(json))
                .build());
    }

    /** Reads JSON; fails unless it is served. */
    public JsonObject read(String path, String token) throws IOException, InterruptedException {
        return served(HttpRequest.newBuilder(address.resolve(path))
                .header("Authorization", "Bearer " + token)
                .build());
    }

    private JsonObject served(HttpRequest request) throws IOException, InterruptedException {
        var answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
        return new JsonObject(answer.body());
    }

    /** Where the hub answers. */
    public URI address() {
        return address;
    }

    /** A token of an app. */
    public static String app() {
        return token("app", "app", Map.of());
    }

    /** A token of an officer. */
    public static String officer() {
        return token("officer", "officer", Map.of());
    }

    /** A token of a second officer who has logged in strongly, just now. */
    public static String secondOfficer() {
        return token(
                "second-officer",
                "second-officer",
                Map.of(
                        "acr",
                        "urn:huitong:acr:strong",
                        "auth_time",
                        Instant.now().getEpochSecond()));
    }

    /** A token of a person who has logged in strongly, just now. */
    public static String citizen(String number) {
        return token(
                "a-login",
                "citizen",
                Map.of(
                        "official_number",
                        number,
                        "acr",
                        "urn:huitong:acr:strong",
                        "auth_time",
                        Instant.now().getEpochSecond()));
    }

    private static String token(String department) {
        return token("department-" + department, "department", Map.of("department", department));
    }

    private static String token(String client, String role, Map<String, Object> claims) {
        return Jwt.claims(claims)
                .issuer("tests")
                .audience("huitong")
                .subject(client)
                .groups(role)
                .expiresIn(Duration.ofHours(1))
                .sign(ISSUER.getPrivate());
    }

    /** Ends the process as {@code kill -9} does: nothing is finished, nothing is closed. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Tells the hub to end, as a machine that shuts down does (SIGTERM); gives the milliseconds until it has. */
    public long stop() {
        var asked = System.nanoTime();
        process.destroy();
        return ended(asked);
    }

    /** Waits until the hub ends by itself; gives the milliseconds since then that it took. */
    public long ended(long sinceNanos) {
        process.onExit()
                .completeOnTimeout(process, PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
        return Duration.ofNanos(System.nanoTime() - sinceNanos).toMillis();
    }

    /** Lines of the log that somebody would have to act on. */
    public List<String> errors() throws IOException {
        try (var lines = Files.lines(log)) {
            return lines.filter(line -> line.contains("\"level\":\"ERROR\"")).toList();
        }
    }

    /** Asks the process to end and waits for it. */
    @Override
    public void close() {
        stop();
        kill();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static KeyPair issuer() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has RSA", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
