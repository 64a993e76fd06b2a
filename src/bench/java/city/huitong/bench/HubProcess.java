package city.huitong.bench;

import io.smallrye.jwt.build.Jwt;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** The packaged hub as a process of its own, started in production mode. */
final class HubProcess implements AutoCloseable {

    /** The JVM's cache fits one folder; the hub is started in its own. */
    private static final Path FOLDER = Path.of("target/quarkus-app");

    private static final String JAR = "quarkus-run.jar";
    private static final KeyPair KEYS = keys();

    private final Process process;
    private final URI address;
    private final Path log;
    private final HttpClient http = HttpClient.newHttpClient();

    private HubProcess(Process process, URI address, Path log) {
        this.process = process;
        this.address = address;
        this.log = log;
    }

    /** @param options further ones of the JVM */
    static HubProcess start(Map<String, String> servers, String heap, String... options) throws Exception {
        if (!Files.exists(FOLDER.resolve(JAR))) {
            throw new IllegalStateException("first ./mvnw package -DskipTests");
        }
        var port = freePort();
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-Dquarkus.http.host=localhost",
                "-Dquarkus.http.port=" + port,
                "-Dquarkus.oidc.auth-server-url=",
                "-Dquarkus.oidc.public-key=" + base64(KEYS.getPublic().getEncoded()),
                "-Dhuitong.city-pack=demo",
                "-Dhuitong.keys.pseudonym=" + base64(new byte[32]),
                "-Dhuitong.keys.encryption=" + base64(new byte[32]),
                "-Dquarkus.datasource.password=bench"));
        servers.forEach((key, value) -> {
            if (key.contains("datasource") || key.startsWith("kafka")) {
                command.add("-D" + key + "=" + value);
            }
        });
        command.addAll(List.of(options));
        command.addAll(List.of("-jar", JAR));
        var log = Files.createTempFile(Path.of("target"), "bench-hub-", ".log");
        var process = new ProcessBuilder(command)
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new HubProcess(process, URI.create("http://localhost:" + port), log);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static KeyPair keys() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has RSA", e);
        }
    }

    /** Waits until the path answers 200; gives the time since the start of the process in milliseconds. */
    long untilReady(String path, long startedNanos) throws Exception {
        while (process.isAlive()) {
            try {
                if (get(path).statusCode() == 200) {
                    return Duration.ofNanos(System.nanoTime() - startedNanos).toMillis();
                }
            } catch (IOException _) {
                // Not listening yet.
            }
            java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
        }
        throw new IllegalStateException("the hub ended, see " + log);
    }

    HttpResponse<String> get(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(address.resolve(path)).build(), BodyHandlers.ofString());
    }

    HttpResponse<String> send(String department, String dataset, BodyPublisher body) throws Exception {
        var request = HttpRequest.newBuilder(address.resolve("/v1/datasets/" + dataset + "/records"))
                .header("Authorization", "Bearer " + token(department))
                .header("Content-Type", "application/x-ndjson")
                .POST(body)
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    HttpResponse<String> send(String department, String dataset, Iterable<byte[]> lines) throws Exception {
        return send(department, dataset, BodyPublishers.ofByteArrays(lines));
    }

    private String token(String department) {
        return Jwt.issuer("bench")
                .audience("huitong")
                .subject("department-" + department)
                .groups("department")
                .claim("department", department)
                .expiresIn(Duration.ofHours(1))
                .sign(KEYS.getPrivate());
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** Tells the hub to end, as a machine that shuts down does (SIGTERM); gives the milliseconds until it has. */
    long stop() {
        var asked = System.nanoTime();
        process.destroy();
        return ended(asked);
    }

    /** Waits until the hub ends by itself; gives the milliseconds it took. */
    long ended(long since) {
        process.onExit().join();
        return Duration.ofNanos(System.nanoTime() - since).toMillis();
    }

    /** Lines of the log that somebody would have to act on. */
    List<String> errors() throws IOException {
        try (var lines = Files.lines(log)) {
            return lines.filter(line -> line.contains("\"level\":\"ERROR\"")).toList();
        }
    }

    @Override
    public void close() {
        stop();
    }
}
