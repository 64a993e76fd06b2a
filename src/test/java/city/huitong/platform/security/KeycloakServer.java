package city.huitong.platform.security;

import city.huitong.hub.Certificates;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * A real Keycloak beside the tests, with the realm of {@code docker/keycloak}: a process of its own on loopback ports, its small
 * database under target. Started by the Maven profile {@code keycloak}, which unpacks it.
 */
public final class KeycloakServer implements QuarkusTestResourceLifecycleManager {

    static final String PORTAL = "http://localhost:1";

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final String PORT = "test.keycloak.port";
    private static final String TLS_PORT = "test.keycloak.tls-port";
    private static final String SECRET = "test.keycloak.secret";
    private static final String FOLDER = "test.keycloak.certificates";

    private final String secret = UUID.randomUUID().toString();
    private Certificates certificates;
    private int port;
    private int tlsPort;
    private Process process;

    /** The server's address without a realm. */
    static String address() {
        return "http://localhost:" + setting(PORT);
    }

    /** The realm as an issuer. */
    static String issuer() {
        return address() + "/realms/huitong";
    }

    /** The secret of all clients that have one, of the demo subjects and of the administrator. */
    static String secret() {
        return setting(SECRET);
    }

    /** Certificates of the server and of clients. */
    static Certificates certificates() {
        return Certificates.in(Path.of(setting(FOLDER)));
    }

    static String tokenEndpoint() {
        return issuer() + "/protocol/openid-connect/token";
    }

    /** The token endpoint where clients show certificates. */
    static URI tlsTokenEndpoint() {
        return URI.create("https://localhost:" + setting(TLS_PORT) + "/realms/huitong/protocol/openid-connect/token");
    }

    @Override
    public Map<String, String> start() {
        try {
            certificates = Certificates.of("bank-a", "bank-b", "city-b");
            port = freePort();
            tlsPort = freePort();
            var home = home();
            importRealm(home);
            process = launch(home);
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(500))
                    .until(this::answers);
        } catch (Exception e) {
            stop();
            throw new IllegalStateException("Keycloak did not start, see target/keycloak.log", e);
        }
        return settings();
    }

    @Override
    public void stop() {
        if (process == null) {
            return;
        }
        var all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroy);
        all.forEach(handle -> handle.onExit().orTimeout(30, TimeUnit.SECONDS).join());
    }

    private Map<String, String> settings() {
        var settings = new HashMap<>(certificates.hub());
        settings.put(PORT, Integer.toString(port));
        settings.put(TLS_PORT, Integer.toString(tlsPort));
        settings.put(SECRET, secret);
        settings.put(FOLDER, certificates.folder().toString());
        settings.put("quarkus.oidc.auth-server-url", realm());
        settings.put("quarkus.oidc.discovery-enabled", "true");
        settings.put("quarkus.oidc.client-id", "huitong");
        settings.put("quarkus.oidc.credentials.secret", secret);
        settings.put("quarkus.oidc.jwks-path", "");
        settings.put("quarkus.oidc.token.issuer", "");
        return settings;
    }

    private static Path home() throws IOException {
        try (var folders = Files.list(Path.of("target", "keycloak"))) {
            return folders.filter(folder -> folder.getFileName().toString().startsWith("keycloak-"))
                    .findFirst()
                    .orElseThrow()
                    .toAbsolutePath();
        }
    }

    private static void importRealm(Path home) throws IOException {
        deleted(home.resolve("data"));
        var folder = Files.createDirectories(home.resolve("data").resolve("import"));
        var realm = Path.of("docker", "keycloak", "huitong-realm.json");
        Files.copy(realm, folder.resolve(realm.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }

    private static void deleted(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private Process launch(Path home) throws Exception {
        var builder = new ProcessBuilder(List.of(
                "bash",
                home.resolve("bin").resolve("kc.sh").toString(),
                "start-dev",
                "--import-realm",
                "--http-host=127.0.0.1",
                "--http-port=" + port,
                "--https-port=" + tlsPort,
                "--hostname=http://localhost:" + port,
                "--https-key-store-file=" + certificates.store("hub"),
                "--https-key-store-password=" + Certificates.PASSWORD,
                "--https-trust-store-file=" + certificates.trusted(),
                "--https-trust-store-password=" + Certificates.PASSWORD,
                "--https-client-auth=request"));
        builder.environment().putAll(environment());
        return builder.redirectErrorStream(true)
                .redirectOutput(Path.of("target", "keycloak.log").toFile())
                .start();
    }

    private Map<String, String> environment() throws Exception {
        var environment = new HashMap<String, String>();
        for (var client :
                List.of("OPERATOR", "OFFICER", "AUDITOR", "APP", "DEPARTMENTS", "SECOND_OFFICER", "PORTAL", "HUB")) {
            environment.put("CLIENT_SECRET_" + client, secret);
        }
        environment.put("BANK_A_CERTIFICATE", certificates.certificate("bank-a"));
        environment.put("PORTAL_URL", PORTAL);
        environment.put("DEMO_PASSWORD", secret);
        environment.put("KC_BOOTSTRAP_ADMIN_USERNAME", "admin");
        environment.put("KC_BOOTSTRAP_ADMIN_PASSWORD", secret);
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("JAVA_OPTS_APPEND", "-XX:TieredStopAtLevel=1");
        return environment;
    }

    private boolean answers() throws Exception {
        if (!process.isAlive()) {
            throw new IllegalStateException("it ended");
        }
        var request = HttpRequest.newBuilder(URI.create(realm())).build();
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        }
    }

    private String realm() {
        return "http://localhost:" + port + "/realms/huitong";
    }

    /** Over the configuration, since tests and test resources need not have the same class loader. */
    private static String setting(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
