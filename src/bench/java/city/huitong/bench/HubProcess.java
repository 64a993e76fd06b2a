package city.huitong.bench;

import io.smallrye.jwt.build.Jwt;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** The packaged hub as a process of its own, started in production mode. */
final class HubProcess implements AutoCloseable {

    static final URI HUB = URI.create("http://localhost:18080");

    private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar");

    private final Process process;
    private final KeyPair keys;
    private final HttpClient http = HttpClient.newHttpClient();

    private HubProcess(Process process, KeyPair keys) {
        this.process = process;
        this.keys = keys;
    }

    static HubProcess start(Map<String, String> servers, String heap) throws Exception {
        if (!Files.exists(JAR)) {
            throw new IllegalStateException("first ./mvnw package -DskipTests");
        }
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        var keys = generator.generateKeyPair();
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-Dquarkus.http.port=" + HUB.getPort(),
                "-Dquarkus.oidc.auth-server-url=",
                "-Dquarkus.oidc.public-key=" + base64(keys.getPublic().getEncoded()),
                "-Dhuitong.city-pack=demo",
                "-Dhuitong.keys.pseudonym=" + base64(new byte[32]),
                "-Dhuitong.keys.encryption=" + base64(new byte[32]),
                "-Dhuitong.audit.log-folder="
                        + Files.createTempDirectory("bench-audit").resolve("log"),
                "-Dhuitong.audit.origin=bench.huitong.city/audit",
                "-Dhuitong.audit.signing-key=" + base64(new byte[32]),
                "-Dquarkus.datasource.password=bench"));
        servers.forEach((key, value) -> {
            if (key.contains("datasource") || key.startsWith("kafka")) {
                command.add("-D" + key + "=" + value);
            }
        });
        command.addAll(List.of("-jar", JAR.toString()));
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Path.of("target/bench-hub.log").toFile())
                .start();
        return new HubProcess(process, keys);
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
        throw new IllegalStateException("the hub ended, see target/bench-hub.log");
    }

    HttpResponse<String> get(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(HUB.resolve(path)).build(), BodyHandlers.ofString());
    }

    HttpResponse<String> send(String department, String dataset, BodyPublisher body) throws Exception {
        var request = HttpRequest.newBuilder(HUB.resolve("/v1/datasets/" + dataset + "/records"))
                .header("Authorization", "Bearer " + token(department))
                .header("Content-Type", "application/x-ndjson")
                .POST(body)
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    HttpResponse<String> send(String department, String dataset, Iterable<byte[]> lines) throws Exception {
        return send(department, dataset, BodyPublishers.ofByteArrays(lines));
    }

    /** Posts JSON; fails unless it is served. */
    JsonObject post(String path, String token, String json) throws Exception {
        return served(HttpRequest.newBuilder(HUB.resolve(path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build());
    }

    /** Reads JSON; fails unless it is served. */
    JsonObject read(String path, String token) throws Exception {
        return served(HttpRequest.newBuilder(HUB.resolve(path))
                .header("Authorization", "Bearer " + token)
                .build());
    }

    private JsonObject served(HttpRequest request) throws Exception {
        var answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
        return new JsonObject(answer.body());
    }

    /** A token of an app. */
    String app() {
        return Jwt.issuer("bench")
                .audience("huitong")
                .subject("app")
                .groups("app")
                .expiresIn(Duration.ofHours(1))
                .sign(keys.getPrivate());
    }

    /** A token of a person who has logged in strongly, just now. */
    String citizen(String number) {
        return Jwt.issuer("bench")
                .audience("huitong")
                .subject("a-login")
                .groups("citizen")
                .claim("official_number", number)
                .claim("acr", "urn:huitong:acr:strong")
                .claim("auth_time", Instant.now().getEpochSecond())
                .expiresIn(Duration.ofHours(1))
                .sign(keys.getPrivate());
    }

    private String token(String department) {
        return Jwt.issuer("bench")
                .audience("huitong")
                .subject("department-" + department)
                .groups("department")
                .claim("department", department)
                .expiresIn(Duration.ofHours(1))
                .sign(keys.getPrivate());
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
